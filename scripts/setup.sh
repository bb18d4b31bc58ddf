#!/bin/bash
# Installs what karst needs from Debian's packages. The one list of packages is here; docs/dependencies.md says what each
# library is for.
#
#   scripts/setup.sh           what `make demo` and `make test` need
#   scripts/setup.sh --bench   and the benchmarks
#   scripts/setup.sh --ci      and what .ci/run needs: clang, its tools, packaging
#   scripts/setup.sh --list    prints the packages and does nothing else
#
# apt is asked only when something is missing, so a second call takes a blink. As root it calls apt itself, otherwise through
# sudo. KARST_SKIP_SETUP=1 says that everything is in place (other systems, images without apt).
set -euo pipefail

packages=(
    g++ cmake ninja-build pkg-config ccache
    libsimdjson-dev libfmt-dev libabsl-dev libyaml-cpp-dev nlohmann-json3-dev libspdlog-dev libcli11-dev
    zlib1g-dev libzstd-dev libre2-dev libpcre2-dev libpugixml-dev libmaxminddb-dev libssl-dev
    libevtx-dev libbfio-dev
    catch2 python3 python3-yaml
)
bench_packages=(libbenchmark-dev)
# libclang-rt brings the sanitizers' run time and llvm the symbolizer that names the lines in their reports; clang only
# recommends them. dpkg-dev finds a package's shared libraries for cpack.
ci_packages=(clang clang-tidy clang-format libclang-rt-14-dev llvm dpkg-dev file)

list_only=false
for argument in "$@"; do
    case "$argument" in
    --bench) packages+=("${bench_packages[@]}") ;;
    --ci) packages+=("${ci_packages[@]}") ;;
    --list) list_only=true ;;
    *)
        echo "setup: unknown option $argument (known: --bench --ci --list)" >&2
        exit 2
        ;;
    esac
done

if $list_only; then
    printf '%s\n' "${packages[@]}"
    exit 0
fi
if [ "${KARST_SKIP_SETUP:-0}" = 1 ]; then
    exit 0
fi

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    cat >&2 <<MESSAGE
setup: this system has no apt, so nothing was installed.
karst is built and tested on Debian 12. Elsewhere it needs a C++20 compiler (GCC 12 or clang 14 or later), CMake 3.25 or
later, ninja, pkg-config, and the libraries that stand behind these Debian packages (docs/dependencies.md has versions):
    ${packages[*]}
Install them by your system's means, then say so: KARST_SKIP_SETUP=1 make demo
MESSAGE
    exit 1
fi

missing=()
for package in "${packages[@]}"; do
    status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    if [ "$status" != installed ]; then
        missing+=("$package")
    fi
done
if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi

version=$(. /etc/os-release && echo "${ID:-unknown} ${VERSION_ID:-}")
if [ "$version" != "debian 12" ]; then
    echo "setup: karst is tested on Debian 12, this is $version; going on with its packages" >&2
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "setup: packages are missing, and there is neither root nor sudo to install them. As root, please:" >&2
        echo "    apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
    if [ ! -t 0 ]; then
        as_root=(sudo -n) # nobody is there to type a password: fail instead of waiting
    fi
fi

echo "setup: installing ${missing[*]}" >&2
ask_apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 "$@"
}
ask_apt update
ask_apt install -y --no-install-recommends "${missing[@]}"

#!/bin/bash
# Runs clang-tidy (.clang-tidy says which checks) on the files given, or on all, with two at a time.
#
#   scripts/tidy.sh [--build DIR] [--seconds N] [FILE…]
#
# DIR is a configured build of clang, build/asan by default. With --seconds no file is begun after that time; those that
# changed since the main branch come first, so that a short time is well spent. Files that were not reached are counted.
set -euo pipefail
cd "$(dirname "$0")/.."

build=build/asan
seconds=0
files=()
while [ $# -gt 0 ]; do
    case "$1" in
    --build) build=$2 && shift 2 ;;
    --seconds) seconds=$2 && shift 2 ;;
    *) files+=("$1") && shift ;;
    esac
done
if [ ! -f "$build/compile_commands.json" ]; then
    echo "tidy: $build is not configured; cmake --preset asan" >&2
    exit 2
fi

# Changed files first, then all others, each once; tests last, since Catch2's header makes them slow.
if [ ${#files[@]} -eq 0 ]; then
    base=$(git merge-base HEAD origin/main 2>/dev/null || git merge-base HEAD main 2>/dev/null || git rev-parse HEAD)
    mapfile -t files < <({ git diff --name-only --diff-filter=d "$base" -- '*.cc' ':!bench' && git ls-files -- '*.cc' ':!tests' ':!bench' &&
        git ls-files -- 'tests/*.cc'; } | awk '!seen[$0]++')
fi

deadline=0
if [ "$seconds" -gt 0 ]; then
    deadline=$(($(date +%s) + seconds))
fi
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
export build deadline results
check() {
    if [ "$deadline" -gt 0 ] && [ "$(date +%s)" -ge "$deadline" ]; then
        echo "$1" >>"$results/not_reached"
    elif ! clang-tidy --quiet -p "$build" "$1" 2>"$results/stderr.$$" >"$results/stdout.$$"; then
        # One write a file: the messages of two files checked at the same time must not mix.
        cat "$results/stdout.$$"
        grep -v 'warnings generated\|Suppressed\|Use -header-filter' "$results/stderr.$$" >&2 || true
        echo "$1" >>"$results/failed"
    fi
}
export -f check
printf '%s\0' "${files[@]}" | xargs -0 -P "$(nproc)" -I{} bash -c 'check "$1"' check {}

count() { if [ -f "$results/$1" ]; then wc -l <"$results/$1"; else echo 0; fi; }
echo "tidy: ${#files[@]} files, $(count failed) with findings, $(count not_reached) not reached in time"
[ "$(count failed)" -eq 0 ]

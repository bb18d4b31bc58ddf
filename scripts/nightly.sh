#!/bin/bash
# Checks that take too long for every change:
#
#   1. the thread sanitizer over a detect of all rules with four threads, with and without a limit of memory; what is found must
#      be what one thread finds
#   2. the speed of rule sets (make bench)
#
# Needs the folder of rules and events beside the repository, or where KARST_SHARED says. Exit code 0: all is well.
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${KARST_SHARED:-../shared}
if [ ! -d "$shared" ]; then
    echo "there is no folder $shared: nothing can be checked" >&2
    exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cmake --preset release
cmake --build --preset release --target karst
cmake --preset tsan
cmake --build --preset tsan --target karst

python3 "$shared/tools/gen_sysmon.py" --mb 9 --form xml --out "$work/sysmon.xml"
python3 "$shared/tools/gen_sysmon.py" --mb 9 --form json --out "$work/sysmon.json"
python3 "$shared/tools/gen_cloudtrail.py" --mb 9 --out "$work/cloudtrail.json"

detect() {
    local program=$1 output=$2
    shift 2
    "$program" detect "$shared/security_content/detections" --keep-going -q -f ndjson -o "$output" "$@" \
        -i "$work"/sysmon.* "$work/cloudtrail.json" "$shared/events/windows_xml_sysmon" "$shared/events/aws_cloudtrail"
}

export TSAN_OPTIONS=exitcode=66
detect build/release/karst "$work/one.ndjson"
detect build/tsan/karst "$work/four.ndjson" -j 4
cmp "$work/one.ndjson" "$work/four.ndjson"
detect build/tsan/karst "$work/limited.ndjson" -j 4 --max-memory 200M
cmp "$work/one.ndjson" "$work/limited.ndjson"
echo "the thread sanitizer found nothing; $(wc -l <"$work/one.ndjson") findings are the same"

make bench

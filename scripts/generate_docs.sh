#!/bin/bash
# Writes the pages that come from karst's own tables: docs/spl-support.md and docs/diagnostics.md. With --check it changes nothing
# and fails where a page is not what the program says.
#
#   [KARST=build/release/karst] scripts/generate_docs.sh [--check]
set -euo pipefail
cd "$(dirname "$0")/.."

karst=${KARST:-build/release/karst}
mode=${1:-}
if [ ! -x "$karst" ]; then
    echo "generate_docs: $karst is not there; KARST names another" >&2
    exit 2
fi

written=$(mktemp)
trap 'rm -f "$written"' EXIT

# publish PAGE: makes what was written the page, or compares the two.
publish() {
    if [ "$mode" = --check ]; then
        diff -u "$1" "$written" || {
            echo "generate_docs: $1 is not current; run scripts/generate_docs.sh" >&2
            exit 1
        }
    else
        cp "$written" "$1"
        chmod 644 "$1"
    fi
}

python3 - "$karst" >"$written" <<'EOF'
import json
import subprocess
import sys


def listed(what):
    return json.loads(subprocess.run([sys.argv[1], what, "--format", "json"], capture_output=True, check=True).stdout)


def cell(text):
    return text.replace("|", "\\|")


def table(header, rows):
    print("| " + " | ".join(header) + " |")
    print("|" + "---|" * len(header))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def code(text):
    return f"`{cell(text)}`"


def quoted(value):
    return code(value if value == value.strip() else f'"{value}"')


commands = listed("commands")
functions = listed("functions")
supported = [entry for entry in commands if entry["kind"] != "unsupported"]
unsupported = [entry for entry in commands if entry["kind"] == "unsupported"]

print("# SPL that karst runs")
print()
print("<!-- Written by scripts/generate_docs.sh from karst's own tables; do not edit. -->")
print()
print(f"{len(supported)} commands, {sum(f['kind'].startswith('eval') for f in functions)} eval functions and "
      f"{sum(f['kind'].startswith('stats') for f in functions)} statistical functions. `karst commands NAME` and `karst functions "
      "NAME` show the same in a terminal.\nWhat each means is in Splunk's Search Reference, on the page of its name or family; "
      "karst does what that page says.")
print()
print("## Commands")
print()
print("A generating command begins a search, after a pipe.")
print()
table(["command", "syntax", "what it does"],
      [[entry["name"] + (" (generating)" if entry["kind"].startswith("generating") else ""), code(entry["syntax"]),
        cell(entry["summary"])] for entry in supported])
print("## Options of the commands")
print()
print("An option is written `name=value`. What stands in the syntax above is what changes results; options that only tune how "
      "Splunk runs\na search are accepted and have no effect.")
print()
effects = {"ignored": " *Accepted, and without effect here.*", "refused": " *Not supported.*"}
for entry in supported:
    if not entry["options"]:
        continue
    print(f"### {entry['name']}")
    print()
    table(["option", "default", "what it does"],
          [[code(option["name"] + "=" + option["value"]),
            "required" if option["required"] else quoted(option["default"]) if "default" in option else "",
            cell(option["summary"]) + effects.get(option["effect"], "")] for option in entry["options"]])
print("## Commands that karst knows and does not run")
print()
print("`karst lint` reports them with this advice, and a rule that uses one counts as unsupported.")
print()
table(["command", "why and what to do"],
      [[entry["name"], cell(entry["summary"]).removeprefix("Not supported: ")] for entry in unsupported])
for kind, title in [("eval", "Eval functions"), ("stats", "Statistical functions")]:
    print(f"## {title}")
    print()
    ours = [entry for entry in functions if entry["kind"].startswith(kind + ":")]
    for family in sorted({entry["kind"] for entry in ours}):
        print(f"### {family.split(': ', 1)[1]}")
        print()
        table(["function", "what it gives"],
              [[code(entry["syntax"]), cell(entry["summary"])] for entry in ours if entry["kind"] == family])
EOF
# No blank line at the end.
sed -i -e :a -e '/^\n*$/{$d;N;ba' -e '}' "$written"

publish docs/spl-support.md

python3 scripts/diagnostics_page.py "$karst" >"$written"
publish docs/diagnostics.md

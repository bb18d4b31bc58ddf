#!/bin/bash
# Writes docs/rule-status.md: of every rule of the given content directories, whether it loads, compiles, passes its own tests and
# fires. Needs PyYAML.
#
#   [KARST=build/release/karst] scripts/generate_rule_status.sh --content DIR… --data DIR [--events DIR]
#
# --content  a security_content checkout; may be given several times
# --data     a folder with the attack data that tests name by URL, as for karst test
# --events   a folder of event files with a MANIFEST.jsonl: a line for each file, with its "file" (as seen from the folder above), and
#            "sourcetype" and "source" where they are to be given
set -euo pipefail

karst=${KARST:-$(dirname "$0")/../build/release/karst}
page=$(dirname "$0")/../docs/rule-status.md
if [ ! -x "$karst" ]; then
    echo "generate_rule_status: $karst is not there; KARST names another" >&2
    exit 2
fi

written=$(mktemp)
trap 'rm -f "$written"' EXIT
python3 - "$karst" "$@" >"$written" <<'EOF'
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

import yaml

ask = argparse.ArgumentParser(prog="generate_rule_status")
ask.add_argument("karst")
ask.add_argument("--content", action="append", required=True)
ask.add_argument("--data", required=True)
ask.add_argument("--events")
told = ask.parse_args()

# Why a test fails although karst does what Splunk does; docs/case-disputes.md has the long form.
NOTES = {
    "PingID Mismatch Auth Source and Verification Response":
        "it compares countries, and needs a database of places: `--geoip`",
    "Windows AD Cross Domain SID History Addition":
        "its expression does not match the line break before the value; see [disputes](case-disputes.md)",
    "Windows AD Same Domain SID History Addition":
        "its expression does not match the line break before the value; see [disputes](case-disputes.md)",
}
WHY = {
    "the data are not there": "data not there",
    "the data are a Git LFS pointer": "data not there",
    "the rule has no test": "no test",
    "to be tested by hand": "test by hand",
}


def run(*arguments):
    done = subprocess.run([told.karst, *arguments], capture_output=True, text=True)
    if done.returncode not in (0, 1, 2):
        sys.exit(f"generate_rule_status: karst {arguments[0]} ended with {done.returncode}\n{done.stderr[-500:]}")
    return done.stdout


def firing(rules, content, options, files):
    """The files of the rules that fire on the events of the files."""
    with tempfile.NamedTemporaryFile(suffix=".json") as summary:
        inputs = [word for file in sorted(files) for word in ("-i", file)]
        run("detect", rules, "--content", content, "--keep-going", "-q", "-f", "ndjson", "-o", os.devnull, "--summary", summary.name,
            *options, *inputs)
        summary = json.load(summary)
    return {entry["file"] for entry in summary["by_rule"] if entry["findings"] > 0}


def recorded_groups():
    """The event files by the options with which they are read."""
    groups = collections.defaultdict(list)
    above = os.path.dirname(os.path.abspath(told.events))
    for line in open(os.path.join(told.events, "MANIFEST.jsonl")):
        entry = json.loads(line)
        file = os.path.join(above, entry["file"])
        if not os.path.exists(file):
            continue
        options = []
        # Windows events say themselves where they come from.
        if not os.path.basename(os.path.dirname(file)).startswith("windows"):
            for key in ("sourcetype", "source"):
                if entry.get(key) and "(" not in entry[key]:
                    options += [f"--{key}", entry[key]]
        groups[tuple(options)].append(file)
    return groups


def example_groups(content, folder):
    groups = collections.defaultdict(list)
    sources = os.path.join(content, "data_sources")
    for name in sorted(os.listdir(sources)) if os.path.isdir(sources) else []:
        with open(os.path.join(sources, name)) as file:
            source = yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        if source.get("example_log") and source.get("sourcetype"):
            path = os.path.join(folder, name + ".log")
            with open(path, "w") as out:
                out.write(str(source["example_log"]) + "\n")
            groups["--sourcetype", str(source["sourcetype"]), "--source", str(source.get("source", ""))].append(path)
    return groups


def why(test):
    for beginning, short in WHY.items():
        if test["reason"].startswith(beginning):
            return short
    return test["reason"]


def status_of(content):
    """Rows: folder, name, compiles, tested, fires, why."""
    rules = os.path.join(content, "detections")
    tests = collections.defaultdict(list)
    for test in json.loads(run("test", rules, "--content", content, "--data", told.data, "--format", "json"))["tests"]:
        tests[test["rule_file"]].append(test)
    on_events = set()
    for options, files in sorted(recorded_groups().items()) if told.events else []:
        on_events |= firing(rules, content, options, files)
    on_examples = set()
    with tempfile.TemporaryDirectory() as folder:
        for options, files in sorted(example_groups(content, folder).items()):
            on_examples |= firing(rules, content, options, files)
    rows = []
    for folder, _, names in os.walk(rules):
        for name in names:
            if not name.endswith((".yml", ".yaml")):
                continue
            file = os.path.join(folder, name)
            own = tests.get(file, [])
            if not own:
                rows.append((os.path.relpath(folder, rules), name, "no", "no", "", "", "it cannot be read: see karst lint"))
                continue
            states = {test["status"] for test in own}
            compiles = "no" if states & {"unsupported", "error"} else "yes"
            tested = next((state for state in ("failed", "passed") if state in states), "")
            fires = [word for word, yes in (("test", any(test["results"] > 0 for test in own)), ("events", file in on_events),
                                            ("example", file in on_examples)) if yes]
            reasons = sorted({why(test) for test in own if test["status"] != "passed"})
            if tested == "failed" and own[0]["rule"] in NOTES:
                reasons = [NOTES[own[0]["rule"]]]
            rows.append((os.path.relpath(folder, rules), own[0]["rule"], "yes", compiles, tested, " ".join(fires), "; ".join(reasons)))
    return sorted(rows)


def cell(text):
    return text.replace("|", "\\|").replace("\n", " ")


corpora = [(os.path.basename(os.path.normpath(content)), status_of(content)) for content in told.content]
print("# Rule status")
print()
print("<!-- Written by scripts/generate_rule_status.sh; do not edit. -->")
print()
print("What karst does with every rule of the corpus. A rule is **tested** when the data of its own tests are there: it passes by Splunk's\n"
      "content-testing criterion. It **fires** when it has results: on the data of its tests (`test`), on other recorded events, all files\n"
      "of a kind together (`events`), or on the example event of a data source of the corpus (`example`). Where it is not tested or does not\n"
      "compile, the last column says why; `data not there` means that the data of its tests are not in the data directory.")
print()
print("| corpus | rules | load | compile | test passed | test failed | fire |")
print("|---|---|---|---|---|---|---|")
for name, rows in corpora:
    print(f"| {name} | {len(rows)} | {sum(row[2] == 'yes' for row in rows)} | {sum(row[3] == 'yes' for row in rows)} | "
          f"{sum(row[4] == 'passed' for row in rows)} | {sum(row[4] == 'failed' for row in rows)} | {sum(row[5] != '' for row in rows)} |")
print()
print("| why not tested | " + " | ".join(name for name, _ in corpora) + " |")
print("|---|" + "---|" * len(corpora))
untested = [collections.Counter("does not compile" if row[3] == "no" else row[6] for row in rows if row[4] == "") for _, rows in corpora]
for reason in sorted(set().union(*untested)):
    print(f"| {cell(reason)} | " + " | ".join(str(counts[reason]) for counts in untested) + " |")
for name, rows in corpora:
    for folder in sorted({row[0] for row in rows}):
        print()
        print(f"## {name}: {folder}")
        print()
        print("| rule | loads | compiles | tested | fires | why not |")
        print("|---|---|---|---|---|---|")
        for row in rows:
            if row[0] == folder:
                print("| " + " | ".join(cell(text) for text in row[1:]) + " |")
EOF
cp "$written" "$page"
chmod 644 "$page"

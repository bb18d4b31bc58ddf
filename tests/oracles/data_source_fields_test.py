#!/usr/bin/env python3
"""Which of the documented fields of each data source karst produces.

A data source of security_content (data_sources/*.yml) has an example event and the names of all fields that a Splunk with the
source's add-on shows of it. This prints a table with the share of those names that `karst search "*"` shows, and fails when a
source that has a pack is below 80 %, or all of them together below 95 %. Sources for which there is no pack are listed, but
not judged.

Environment: KARST (the program), KARST_SHARED (the folder with security_content/ and rules_2026/; by default the folder shared
beside the repository). Without the data the test is skipped (exit status 77).
"""
import argparse, glob, json, os, re, subprocess, sys, tempfile

try:
    import yaml
except ImportError:
    yaml = None

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get("KARST_SHARED", os.path.join(os.path.dirname(ROOT), "shared"))
SKIPPED = 77
EACH, TOGETHER = 80.0, 95.0
# An index or the recording of the example makes these, not the event.
NOT_OF_THE_EVENT = {"punct", "timestartpos", "timeendpos", "eventtype", "splunk_server", "linecount", "", "column", "_bkt", "_cd",
                    "_eventtype_color", "_indextime", "_serial", "_si", "_sourcetype", "_subsecond"}

# Examples that cannot show the fields of their list; docs/field-coverage.md says the same for readers.
UNLIKE = {
    "aws_cloudtrail_deletealarms.yml": "the list was recorded over several events",
    "aws_cloudtrail_deletemodelinvocationloggingconfiguration.yml": "the list was recorded over several events",
    "aws_cloudtrail_deletesnapshot.yml": "the list was recorded over several events",
    "aws_cloudtrail_describesnapshotattribute.yml": "the list was recorded over several events",
    "azure_active_directory_noninteractiveusersigninlogs.yml": "the list was recorded over several kinds of events",
    "github.yml": "the example is cut off in the middle",
    "github_webhooks.yml": "the example is cut off in the middle",
    "github_enterprise_audit_logs.yml": "the example is what a screen shows of the event, not the event",
    "github_organizations_audit_logs.yml": "the example is what a screen shows of the event, not the event",
    "google_workspace.yml": "the example lacks its first brace",
    "ms_defender_atp_alerts.yml": "the list is that of another kind of event, incident alerts",
}


def counts(field):
    return (field not in NOT_OF_THE_EVENT and not field.startswith("date_") and field.split("::")[0] != "tag"
            and not field.startswith("splunk_server_group"))


def sources(folder):
    for base in ("security_content", "rules_2026"):
        for path in sorted(glob.glob(f"{folder}/{base}/data_sources/*.yml")):
            source = yaml.safe_load(open(path, encoding="utf-8"))
            fields = [str(field) for field in source.get("fields") or [] if counts(str(field))]
            example = source.get("example_log")
            if isinstance(example, str) and example.strip() and len(fields) > 1:
                yield base, path, source, example, fields


def shown(karst, source, example):
    with tempfile.NamedTemporaryFile("w", suffix=".log", encoding="utf-8") as out:
        out.write(example + "\n")
        out.flush()
        done = subprocess.run([karst, "search", "*", out.name, "--sourcetype", str(source["sourcetype"]), "--source",
                               str(source["source"]), "--format", "ndjson"], capture_output=True, text=True, timeout=60)
    return [json.loads(line) for line in done.stdout.splitlines() if line.strip()]


def matches_of_packs(karst):
    """What packs say something about: a list of {"sourcetype": pattern, "source": pattern, …}."""
    done = subprocess.run([karst, "packs", "--format", "json"], capture_output=True, text=True, timeout=60)
    matches = []
    for pack in json.loads(done.stdout):
        parts = re.split(r"[ ,]+(?=(?:sourcetype|source|host)=)", str(pack.get("kind", "")))
        match = dict(part.split("=", 1) for part in parts if "=" in part)
        if match:
            matches.append({key: re.compile(re.escape(text).replace("\\*", ".*"), re.I) for key, text in match.items()})
    return matches


def has_pack(matches, source):
    return any(all(pattern.fullmatch(str(source.get(key, ""))) for key, pattern in match.items()) for match in matches)


def main():
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--only", default="", help="text in the name, file or sourcetype")
    ask.add_argument("--json", action="store_true", help="sources whose example is a JSON document")
    ask.add_argument("-v", action="store_true", help="names the missing fields")
    told = ask.parse_args()
    karst = os.environ.get("KARST", os.path.join(ROOT, "build", "dev", "karst"))
    if yaml is None or not os.path.isdir(f"{SHARED}/security_content/data_sources"):
        print("skipped: needs PyYAML and the data sources (KARST_SHARED)")
        return SKIPPED
    matches = matches_of_packs(karst)
    made_by_packs = listed_by_packs = 0
    low = []
    for base, path, source, example, fields in sources(SHARED):
        if told.only.lower() not in f"{source['name']} {path} {source['sourcetype']}".lower():
            continue
        # A result row as Splunk exports it says nothing of how the event itself looks.
        if told.json and (example.strip()[0] not in "{[" or example.startswith('{"preview"')):
            continue
        rows = shown(karst, source, example)
        got = set().union(*rows) if rows else set()
        missing = [field for field in fields if field not in got]
        share = 100 * (len(fields) - len(missing)) / len(fields)
        packed = has_pack(matches, source)
        name = f"{os.path.basename(path)} ({base})"
        unlike = UNLIKE.get(os.path.basename(path), "")
        note = f"  not judged: {unlike}" if unlike else "" if packed else "  no pack"
        if packed and not unlike:
            made_by_packs += len(fields) - len(missing)
            listed_by_packs += len(fields)
            if share < EACH:
                low.append(name)
        print(f"{share:6.1f} %  {len(fields) - len(missing):4}/{len(fields):<4} {name}{note}")
        if told.v and missing:
            print(f"          missing: {', '.join(missing)}")
    together = 100 * made_by_packs / max(listed_by_packs, 1)
    print(f"{made_by_packs}/{listed_by_packs} = {together:.1f} % of the fields of sources with a pack; below {EACH:.0f} %: {len(low)}")
    for name in low:
        print(f"  low: {name}")
    return 1 if low or together < TOGETHER else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Which of the documented fields of each data source karst produces.

A data source of security_content (data_sources/*.yml) has an example event and the names of all fields that a Splunk with the
source's add-on shows of it. This prints a table with the share of those names that `karst search "*"` shows, and fails when a
source is below 80 %, all of them together below 95 %, or a family of them below the threshold of its own (CloudTrail: 97 %).

Names that the example event cannot show do not count: unattainable.yml says which and why. With --docs the page
docs/field-coverage.md is written anew from the same figures.

Environment: KARST (the program), KARST_SHARED (the folder with security_content/ and rules_2026/; by default the folder shared
beside the repository). Without the data the test is skipped (exit status 77).
"""
import argparse
import fnmatch
import json
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

try:
    import yaml
except ImportError:
    yaml = None

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))
from karst_process import karst  # noqa: E402

SHARED = Path(os.environ.get("KARST_SHARED", ROOT.parent / "shared"))
PAGE = ROOT / "docs" / "field-coverage.md"
SKIPPED = 77
EACH, TOGETHER = 80.0, 95.0
FAMILIES = {"aws_cloudtrail": 97.0}  # by the beginning of the file's name
# An index or the recording of the example makes these, not the event.
OF_THE_INDEX = re.compile(r"date_.*|punct|timestartpos|timeendpos|eventtype|tag(::.*)?|splunk_server(_group)?|linecount|column|"
                          r"_bkt|_cd|_eventtype_color|_indextime|_serial|_si|_sourcetype|_subsecond|")
DATE_LINE = re.compile(r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d [AP]M\s*")


class Source:
    """A data source, what karst shows of its example, and why the rest is missing."""

    def __init__(self, base, path, content):
        self.base, self.name, self.content = base, path.stem, content
        self.example = content["example_log"]
        self.fields = sorted({str(field) for field in content["fields"]} - {"None"})
        self.fields = [field for field in self.fields if not OF_THE_INDEX.fullmatch(field)]
        self.missing = []
        self.reasons = {}  # of missing fields

    def run(self):
        done = karst("search", "*", "-", "--sourcetype", self.content["sourcetype"], "--source", self.content["source"],
                     "--format", "ndjson", stdin=self.example + "\n")
        shown = set().union(*done.rows()) if done.code == 0 else set()
        self.missing = [field for field in self.fields if field not in shown]

    def explain(self, table):
        broken = self.broken()
        for field in self.missing:
            why = broken or next((row["why"] for row in table if matches(row["sources"], self.name) and
                                  matches(row["fields"], field)), "")
            if not why and self.is_json() and re.search(r"\.|\{\}", field):
                why = "a part of the JSON that the example does not have: the list was recorded over several events"
            if why:
                self.reasons[field] = why

    def is_json(self):
        return self.example.lstrip()[:1] in ("{", "[")

    def broken(self):
        """Why nothing that is missing can be had: the example is a part of an event."""
        text = self.example.strip()
        if DATE_LINE.fullmatch(text):
            return "the example is only the first line of the event, its date"
        if text.startswith("<Event") and not text.endswith("</Event>"):
            return "the example is cut off at the end of a line, in the middle of the event"
        if self.is_json():
            try:
                json.loads(text)
            except ValueError:
                return "the example is not JSON: it is cut off, or what a screen shows of the event"
        return ""

    def unexplained(self):
        return [field for field in self.missing if field not in self.reasons]

    def attainable(self):
        return len(self.fields) - len(self.reasons)

    def shown(self):
        return len(self.fields) - len(self.missing)

    def share(self):
        return percent(self.shown(), self.attainable())


def percent(part, whole):
    return 100 * part / whole if whole else 100.0


def matches(patterns, name):
    # A pattern's braces and brackets are those of field names.
    return any(fnmatch.fnmatchcase(name, pattern.replace("[", "[[]")) for pattern in patterns)


def read_sources(only):
    for base in ("security_content", "rules_2026"):
        for path in sorted((SHARED / base / "data_sources").glob("*.yml")):
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
            example = content.get("example_log")
            if not isinstance(example, str) or not example.strip() or len(content.get("fields") or []) < 2:
                continue
            if only.lower() in f"{path.stem} {content['name']} {content['sourcetype']}".lower():
                yield Source(base, path, content)


def together(sources, prefix=""):
    some = [source for source in sources if source.name.startswith(prefix)]
    shown, attainable = sum(source.shown() for source in some), sum(source.attainable() for source in some)
    return shown, attainable, sum(len(source.fields) for source in some)


def page(sources):
    """docs/field-coverage.md: a row for each reason, with the sources and fields that it is about."""
    shown, attainable, listed = together(sources)
    rows = {}
    for source in sources:
        for field, why in source.reasons.items():
            rows.setdefault(why, {}).setdefault(source.name, set()).add(field)
    lines = ["# Field coverage", "", "<!-- Written by tests/oracles/data_source_fields_test.py --docs; do not edit. -->", "",
             "security_content documents its data sources with an example event and the list of the fields that a Splunk with the",
             "source's add-on shows of it. `tests/oracles/data_source_fields_test.py` compares: karst must show at least 95 % of all",
             "names that the examples can show, 97 % of those of CloudTrail, and 80 % of those of each source. Names that an index",
             "makes (`punct`, `timestartpos`, `date_*`, `splunk_server` and the like) do not count, nor do `eventtype` and `tag`.", "",
             f"Of {listed} names in the lists of {len(sources)} sources, karst shows {shown}: {percent(shown, listed):.1f} % of all,",
             f"{percent(shown, attainable):.1f} % of the {attainable} that can be had from the examples.", "",
             "## What cannot be had from the example event", ""]
    for why in sorted(rows):
        lines += [f"### {why[0].upper()}{why[1:]}", "", "| data source | fields |", "|---|---|"]
        same = {}
        for name, fields in sorted(rows[why].items()):
            same.setdefault(tuple(sorted(fields)), []).append(name)
        lines += [f"| {', '.join(names)} | {fields_text(fields)} |" for fields, names in same.items()] + [""]
    open_fields = sorted({(source.name, field) for source in sources for field in source.unexplained()})
    if open_fields:
        lines += ["## What karst does not show", "", "| data source | fields |", "|---|---|"]
        names = sorted({name for name, _ in open_fields})
        lines += [f"| {name} | {fields_text([field for of, field in open_fields if of == name])} |" for name in names] + [""]
    return "\n".join(lines).rstrip() + "\n"


def fields_text(fields):
    few = [f"`{field}`" for field in fields[:24]]
    return ", ".join(few) + (f" and {len(fields) - len(few)} more" if len(fields) > len(few) else "")


def main():
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--only", default="", help="text in the name, file or sourcetype")
    ask.add_argument("--docs", action="store_true", help="writes docs/field-coverage.md")
    ask.add_argument("-v", action="store_true", help="names the missing fields, those without a reason first")
    told = ask.parse_args()
    if yaml is None or not (SHARED / "security_content" / "data_sources").is_dir():
        print("skipped: needs PyYAML and the data sources (KARST_SHARED)")
        return SKIPPED
    table = yaml.safe_load((Path(__file__).parent / "unattainable.yml").read_text())
    sources = list(read_sources(told.only))
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        list(workers.map(Source.run, sources))
    failures = []
    for source in sources:
        source.explain(table)
        if source.share() < EACH:
            failures.append(f"{source.name} ({source.base}) is below {EACH:.0f} %")
        print(f"{source.share():6.1f} %  {source.shown():4} of {source.attainable():<4} ({len(source.fields)} listed)  "
              f"{source.name} ({source.base})")
        if told.v and source.missing:
            print(f"          missing: {', '.join(source.unexplained())} | {', '.join(source.reasons)}")
    for prefix, least in {"": TOGETHER, **FAMILIES}.items():
        shown, attainable, listed = together(sources, prefix)
        print(f"{percent(shown, attainable):6.1f} %  {shown} of {attainable} ({listed} listed)  {prefix or 'all'}")
        if percent(shown, attainable) < least:
            failures.append(f"{prefix or 'all together'} below {least:.0f} %")
    if told.docs:
        PAGE.write_text(page(sources), encoding="utf-8")
    print("\n".join(failures))
    return 1 if failures or not sources else 0


if __name__ == "__main__":
    sys.exit(main())

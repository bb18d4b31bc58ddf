"""Runs the cases of one file of the shared conformance suite against the binary.

    KARST=build/release/karst python3 tests/conformance/run_cases.py stats [NAME OF A CASE…]

A case has rows that come in, SPL, and rows that must come out (its README says how they are compared). Everything goes through
the command line: rows as --input-format rows, macros and lookups as a folder for --content. Cases that are in doubt are shown
and never fail. With --others the files are run that CMakeLists.txt does not list, with --reported those of the folder
`reported`: what was met in other people's rules and in public examples.
"""

import csv
import math
import re
import sys
import tempfile
from pathlib import Path

from shared_folder import ROOT, shared, skip, yaml

from karst_process import karst, ndjson

# Commands that begin a search with rows of their own.
GENERATING = re.compile(
    r"(tstats|mstats|inputlookup|makeresults|gentimes|union|multisearch|set|from|datamodel|metadata)\b", re.IGNORECASE
)


def spelled(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def equal(wanted, found):
    if isinstance(wanted, list) or isinstance(found, list):
        wanted = wanted if isinstance(wanted, list) else [wanted]
        found = found if isinstance(found, list) else [found]
        return len(wanted) == len(found) and all(map(equal, wanted, found))
    if spelled(wanted) == spelled(found):
        return True
    if isinstance(wanted, bool) or not isinstance(wanted, (int, float)):
        return False
    try:
        return math.isclose(wanted, float(found), rel_tol=1e-6, abs_tol=1e-9)
    except ValueError:
        return False


def equal_rows(wanted, found, fields):
    names = fields or wanted.keys() | found.keys()
    return all((name in wanted) == (name in found) and equal(wanted.get(name), found.get(name)) for name in names)


def equal_results(case, found):
    wanted = case.get("expect") or []
    fields = case.get("fields")
    if len(wanted) != len(found):
        return False
    if case.get("ordered", True):
        return all(equal_rows(one, other, fields) for one, other in zip(wanted, found))
    left = list(found)
    for one in wanted:
        match = next((index for index, other in enumerate(left) if equal_rows(one, other, fields)), None)
        if match is None:
            return False
        del left[match]
    return True


def write_content(case, folder):
    """The macros and lookups of a case as a content folder."""
    (folder / "macros").mkdir()
    (folder / "lookups").mkdir()
    dump = yaml().safe_dump
    for number, (name, macro) in enumerate((case.get("macros") or {}).items()):
        macro = macro if isinstance(macro, dict) else {"definition": macro}
        entry = {"name": name.partition("(")[0], "definition": macro["definition"]}
        if macro.get("args"):
            entry["arguments"] = macro["args"]
        if macro.get("iseval"):
            entry["iseval"] = True
        (folder / "macros" / f"{number}.yml").write_text(dump(entry))
    for name, rows in (case.get("lookups") or {}).items():
        definition = (case.get("lookup_defs") or {}).get(name) or {}
        (folder / "lookups" / f"{name}.yml").write_text(dump({"name": name, "filename": f"{name}.csv"} | definition))
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with open(folder / "lookups" / f"{name}.csv", "w", newline="") as file:
            table = csv.DictWriter(file, columns)
            table.writeheader()
            table.writerows(rows)


def search_of(spl):
    if spl[0] in "|[`" or re.match(r"search\b", spl):
        return spl
    return "| " + spl if GENERATING.match(spl) else "search * | " + spl


def run(case):
    """What is wrong with karst's answer; "" when nothing is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_content(case, folder)
        options = ["--input-format", "rows", "--format", "ndjson", "--content", folder]
        if "dataset" in case:
            options += ["--dataset", case["dataset"]]
        if "now" in case:
            options += ["--now", case["now"]]
        done = karst("search", search_of(case["spl"]), "-", *options, stdin=ndjson(case.get("events") or []),
                     TZ=case.get("tz", "UTC"))
    if case.get("error"):
        if done.code == 2 and done.err.strip():
            return ""
        return f"must be refused ({case.get('why', '')}), but ended with {done.code}: {done.out[:300]}"
    if done.code != 0:
        return f"ended with {done.code}: {done.err.strip()[:500]}"
    found = done.rows()
    return "" if equal_results(case, found) else f"wanted {case.get('expect')}\n  found  {found}"


def files(arguments):
    if arguments[0] == "--reported":
        return sorted(shared("reported").glob("*.yaml"))
    folder = shared("cases")
    if arguments[0] != "--others":
        return [folder / f"{arguments[0]}.yaml"]
    listed = (ROOT / "tests" / "conformance" / "CMakeLists.txt").read_text()
    return [file for file in sorted(folder.glob("*.yaml")) if not re.search(rf"[ (]{re.escape(file.stem)}[ \n)]", listed)]


def main():
    chosen = files(sys.argv[1:])
    wanted = set(sys.argv[2:])
    cases = [case for file in chosen for case in yaml().safe_load(file.read_text()) or []]
    if not cases:
        skip("no cases")
    failed = doubtful = 0
    for case in cases:
        if wanted and case["name"] not in wanted:
            continue
        problem = run(case)
        if problem:
            doubt = bool(case.get("doubt"))
            doubtful += doubt
            failed += not doubt
            print(f"{'in doubt' if doubt else 'FAILED'}: {case['name']} ({case.get('source', '')})")
            print(f"  spl    {case['spl']}\n  {problem}")
    print(f"{len(cases)} cases, {failed} failed, {doubtful} differ in doubt")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

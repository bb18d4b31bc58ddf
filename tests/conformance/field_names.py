"""Which of the fields that security_content's data sources list karst makes of their example events.

    KARST=build/release/karst python3 tests/conformance/field_names.py [PREFIX] [--least PERCENT] [--each PERCENT]

Prints a line for each data source whose file begins with PREFIX, and the total; fails below the PERCENT of --least in total, or
below that of --each for one source. Left out are the fields that an index makes rather than an add-on.
"""

import argparse
import re
import sys

from shared_folder import shared, yaml

from karst_process import karst

OF_THE_INDEX = re.compile(r"date_.*|punct|timestartpos|timeendpos|eventtype|tag(::.*)?|splunk_server(_group)?|linecount")


def fields_made(source):
    done = karst("search", "*", "-", "--sourcetype", source["sourcetype"], "--source", source["source"], "--format", "ndjson",
                 stdin=source["example_log"] + "\n")
    return set().union(*done.rows()) if done.code == 0 else set()


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("prefix", nargs="?", default="")
    ask.add_argument("--least", type=float, default=95)
    ask.add_argument("--each", type=float, default=0)
    told = ask.parse_args()
    had = listed = 0
    low = []
    for path in sorted(shared("security_content", "data_sources").glob(f"{told.prefix}*.yml")):
        source = yaml().safe_load(path.read_text())
        wanted = [name for name in source.get("fields") or [] if not OF_THE_INDEX.fullmatch(str(name))]
        if not source.get("example_log") or not wanted:
            continue
        missing = sorted(set(map(str, wanted)) - fields_made(source))
        share = 100 * (1 - len(missing) / len(set(wanted)))
        had += len(set(wanted)) - len(missing)
        listed += len(set(wanted))
        low += [path.stem] if share < told.each else []
        print(f"{share:6.1f} %  {path.stem:50}  {', '.join(missing[:8])}{' …' if len(missing) > 8 else ''}")
    total = 100 * had / max(listed, 1)
    print(f"{total:6.1f} %  of {listed} fields")
    if low:
        print(f"below {told.each} %: {', '.join(low)}")
    return 0 if listed and total >= told.least and not low else 1


if __name__ == "__main__":
    sys.exit(main())

"""Prints docs/diagnostics.md from what `karst lint --codes` says: scripts/generate_docs.sh runs it.

    diagnostics_page.py KARST
"""

import json
import subprocess
import sys

GROUPS = [
    ("Searches", lambda row: row["code"].startswith("spl-") and not row["unsupported"]),
    ("What karst does not run", lambda row: row["unsupported"]),
    ("Rules, macros and lookups", lambda row: row["code"].startswith(("rule-", "macro-", "lookup-"))),
    ("Packs and data models", lambda row: row["code"].startswith(("pack-", "datamodel-"))),
    ("Files and YAML", lambda row: row["code"].startswith(("file-", "yaml-"))),
]
INTRODUCTION = """\
# Diagnostics

<!-- Written by scripts/generate_docs.sh from karst's own tables; do not edit. -->

Each message about a rule, a pack or a command line has a code, such as `spl-unknown-macro`. Codes stay the same from version to
version, so scripts can rely on them; the wording of messages may change. `karst lint --explain CODE` shows the same text in a
terminal, `karst lint --codes` lists all codes.

An *error* stops the rule, and `karst lint` ends with 1. A *warning* points at something that is probably not meant. *Unsupported*
is a warning about something that is right in Splunk and that karst does not run: a rule that fails only because of that is not
wrong. A *note* is shown with `--verbose` only."""


def severity(row):
    return "unsupported" if row["unsupported"] else row["severity"]


def cell(text):
    return text.replace("|", "\\|")


def code_block(language, text):
    return f"```{language}\n{text.rstrip()}\n```"


def example(row):
    if row["example"] == "none":
        return f"No example: {row['no_example']}."
    language = {"search": "spl", "command line": "sh"}.get(row["example"], "yaml")
    return "\n\n".join(["Wrong:", code_block(language, row["wrong"]), "Right:", code_block(language, row["right"])])


def main():
    done = subprocess.run([sys.argv[1], "lint", "--codes", "--format", "json"], capture_output=True, check=True)
    rows = json.loads(done.stdout)
    grouped = [(title, [row for row in rows if belongs(row)]) for title, belongs in GROUPS]
    left = {row["code"] for row in rows} - {row["code"] for _, group in grouped for row in group}
    if left:
        sys.exit(f"diagnostics_page: no group for {', '.join(sorted(left))}")
    parts = [INTRODUCTION]
    for title, group in grouped:
        parts.append(f"## {title}")
        lines = [f"| [{row['code']}](#{row['code']}) | {severity(row)} | {cell(row['title'])} |" for row in group]
        parts.append("\n".join(["| code | severity | what it is |", "|---|---|---|", *lines]))
        for row in group:
            parts += [f"### {row['code']}", f"*{severity(row).capitalize()}*: {row['title']}.", row["explanation"], example(row)]
    print("\n\n".join(parts))


main()

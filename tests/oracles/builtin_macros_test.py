#!/usr/bin/env python3
"""Whether karst knows the macros that rules of Splunk's content use and that the content does not define.

knowledge/MACROS.md names the macros that rules use, the folder macros/ of the content has those that it defines. What is left comes
with apps of a Splunk installation and must be in a built-in pack.

Environment: KARST (the program), KARST_SHARED (the folder with knowledge/; by default the folder shared beside the repository).
Without the data the test is skipped (exit status 77).
"""
import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))
from karst_process import karst  # noqa: E402

SHARED = Path(os.environ.get("KARST_SHARED", ROOT.parent / "shared"))
SKIPPED = 77
INDEXES = ["cim_%s_indexes" % model for model in (
    "Alerts", "Authentication", "Certificates", "Change", "Email", "Endpoint", "Intrusion_Detection", "Malware", "Network_Resolution",
    "Network_Sessions", "Network_Traffic", "Updates", "Vulnerabilities", "Web")]


def used(rules):
    """The macros in the searches of rules, but for the <rule>_filter that each rule may have."""
    names = set()
    for path in rules:
        search = re.search(r"^search:(.*?)^\w", path.read_text(), re.MULTILINE | re.DOTALL)
        for text in re.findall(r"`+([^`]+)`+", re.sub(r'"[^"]*"', '""', search.group(1)) if search else ""):
            name = re.match(r"\w+(?=$|\()", text)
            if name and not name.group(0).endswith("_filter"):
                names.add(name.group(0))
    return names


def built_in():
    names = set()
    for pack in karst("packs", "--format", "json").json():
        for macros in re.findall(r"\(macros: ([^)]*(?:\(\d+\)[^)]*)*)\)", pack["summary"]):
            names |= set(re.findall(r"(\w+)(?:\(\d+\))?(?:, |$)", macros))
    return names


def main():
    content = SHARED / "security_content"
    if not content.is_dir():
        return SKIPPED
    defined = {path.stem for path in content.glob("macros/*.yml")}
    elsewhere = used(content.glob("detections/**/*.yml")) - defined
    missing = (elsewhere | set(INDEXES)) - built_in()
    print("defined elsewhere: %s; missing: %s" % (", ".join(sorted(elsewhere)), ", ".join(sorted(missing)) or "none"))
    return 1 if missing or not elsewhere else 0


if __name__ == "__main__":
    sys.exit(main())

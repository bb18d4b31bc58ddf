#!/usr/bin/env python3
"""Which of the macros that rules of Splunk's content use karst knows by itself, without the content's folder.

knowledge/MACROS.md lists the macros. This prints those that no built-in pack defines and fails when there is one that does not have
its reason below.

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
# Nothing without a table or a list that only the content has.
OF_THE_CONTENT = {
    "base64decode", "brand_abuse_dns", "brand_abuse_email", "brand_abuse_web", "dynamic_dns_providers", "dynamic_dns_web_traffic",
    "ec2_modification_api_calls", "filter_rare_process_allow_list", "gws_login_mfa_methods", "is_net_windows_file_macro",
    "is_nirsoft_software_macro", "is_windows_system_file_macro", "potentially_malicious_code_on_cmdline_tokenize_score",
    "prohibited_apps_launching_cmd_macro", "ransomware_extensions", "ransomware_notes", "remove_valid_domains",
    "security_group_api_calls", "suspicious_email_attachments", "suspicious_writes", "system_network_configuration_discovery_tools",
    "uacbypass_process_name", "uncommon_processes",
}


def listed(page):
    names = set(re.findall(r"^\| `(\w+)(?:\([^)]*\))?` \|", page, re.MULTILINE))
    unused = re.search(r"^Macros defined but used by no rule.*$", page, re.MULTILINE)
    windows = re.search(r"^Time-window macros used:.*$", page, re.MULTILINE)
    for line in (unused, windows):
        names |= set(re.findall(r"`(\w+)`", line.group(0))) if line else set()
    return names


def built_in():
    names = set()
    for pack in karst("packs", "--format", "json").json():
        for macros in re.findall(r"\(macros: ([^)]*(?:\(\d+\)[^)]*)*)\)", pack["summary"]):
            names |= set(re.findall(r"(\w+)(?:\(\d+\))?(?:, |$)", macros))
    return names


def main():
    page = SHARED / "knowledge" / "MACROS.md"
    if not page.is_file():
        return SKIPPED
    wanted = listed(page.read_text())
    missing = wanted - built_in() - OF_THE_CONTENT
    print(f"{len(wanted)} macros listed, {len(wanted & OF_THE_CONTENT)} need tables of the content, {len(missing)} missing")
    print("\n".join(sorted(missing)))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

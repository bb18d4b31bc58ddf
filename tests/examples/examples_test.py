"""Runs the karst binary over examples/ and checks what examples/README.md promises.

    KARST=build/release/karst python3 tests/examples/examples_test.py
"""

import json
import os
import subprocess
import sys
import unittest
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KARST = os.environ.get("KARST", str(ROOT / "build" / "release" / "karst"))
RULES = "examples/rules"
EVENTS = ROOT / "examples" / "events"
PLAIN = EVENTS / "cloudtrail.ndjson"

FINDINGS = {
    "Access Key Created For Another User": 2,
    "CloudTrail Switched Off": 2,
    "Console Password Guessed": 1,
    "Port Opened To The Internet": 1,
    "S3 Objects Encrypted In Place With A KMS Key": 2,
}
# The hour of the incident: the password was guessed before it, and the sandbox trail was deleted before it, too.
FINDINGS_IN_THE_DELIVERED_HOUR = FINDINGS | {"CloudTrail Switched Off": 1, "Console Password Guessed": 0}


def run(*arguments, stdin=b""):
    """What karst prints; it runs in the root of the tree, as a user who pastes a command would run it."""
    done = subprocess.run([KARST, *map(str, arguments)], input=stdin, capture_output=True, cwd=ROOT, timeout=120)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


class Examples(unittest.TestCase):
    maxDiff = None

    def detect(self, events, stdin=b""):
        code, output, errors = run("detect", RULES, "-i", events, "--format", "ndjson", stdin=stdin)
        self.assertEqual(code, 0, errors)
        return output

    def findings(self, events):
        return [json.loads(line) for line in self.detect(events).splitlines()]

    def assert_counts(self, findings, expected):
        counts = Counter(finding["rule"]["name"] for finding in findings)
        self.assertEqual({name: counts[name] for name in expected | counts}, expected)

    def test_each_rule_has_its_known_number_of_findings(self):
        self.assert_counts(self.findings(PLAIN), FINDINGS)

    def test_a_delivered_file_with_its_envelope_is_read(self):
        delivered = next((EVENTS / "delivered").glob("*.json"))
        self.assert_counts(self.findings(delivered), FINDINGS_IN_THE_DELIVERED_HOUR)

    def test_compressed_events_give_the_same_findings(self):
        self.assertEqual(self.detect(EVENTS / "compressed" / "cloudtrail.ndjson.gz"), self.detect(PLAIN))

    def test_standard_input_gives_the_same_findings(self):
        self.assertEqual(self.detect("-", stdin=PLAIN.read_bytes()), self.detect(PLAIN))

    def test_findings_name_who_did_what(self):
        encrypted = [f for f in self.findings(PLAIN) if f["mitre"] == ["T1486"]]
        results = {f["result"]["bucket"]: f for f in encrypted}
        self.assertEqual(set(results), {"finance-archive", "hr-records"})
        finance = results["finance-archive"]
        self.assertEqual(finance["result"]["objects"], 24)
        self.assertEqual(finance["result"]["user"], "backup-runner")
        self.assertEqual(finance["result"]["firstTime"], "2026-03-02T18:31:00")
        self.assertEqual(finance["threat_objects"], [{"field": "src", "type": "ip_address", "value": "198.51.100.77"}])
        self.assertIn("backup-runner encrypted 24 objects of the bucket finance-archive", finance["message"])

    def test_messages_are_filled_in(self):
        for finding in self.findings(PLAIN):
            self.assertTrue(finding["message"], finding["rule"]["name"])
            self.assertNotIn("$", finding["message"])

    def test_the_rules_pass_their_own_tests(self):
        code, output, errors = run("test", RULES, "--format", "json")
        self.assertEqual(code, 0, errors + output)
        self.assertEqual([test["status"] for test in json.loads(output)["tests"]], ["passed"] * len(FINDINGS))

    def test_the_rules_have_no_lint(self):
        code, output, errors = run("lint", RULES, "--format", "json")
        self.assertEqual(code, 0, errors + output)
        self.assertEqual(json.loads(output)["summary"]["errors"], 0)


class Generator(unittest.TestCase):
    def test_the_committed_events_are_those_of_the_generator(self):
        script = ROOT / "scripts" / "make_example_events.py"
        done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()

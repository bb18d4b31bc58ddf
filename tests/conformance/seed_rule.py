"""A real rule over a real event, in the rule's three schemas: one finding, with every field that an analyst looks at.

    KARST=build/release/karst python3 tests/conformance/seed_rule.py
"""

import json
import sys
import unittest

from shared_folder import shared, yaml

from karst_process import Case

ROW = {
    "signature": "CopyObject",
    "user": "patrick_cli",
    "src": "95.90.199.65",
    "bucketName": "patricktestbucketencrypt",
    "vendor_region": "us-west-2",
    "count": 1,
    "firstTime": "2021-01-11T12:40:47",
    "lastTime": "2021-01-11T12:40:47",
}
PRESENT = ["src_file", "dest_file", "vendor_account", "vendor_product", "user_agent", "dest"]


def in_generation(rule, year):
    """The rule as it would be written in the schema of that year."""
    rule = json.loads(json.dumps(rule, default=str))
    if year == 2026:
        return rule
    entity = rule.pop("intermediate_findings")["entities"][0]
    rule["date"] = rule.pop("modification_date")
    rule.pop("creation_date")
    keys = ["analytic_story", "mitre_attack_id", "asset_type", "product", "security_domain"]
    rule["tags"] = {key: rule.pop(key) for key in keys}
    if year == 2025:
        rule["rba"] = {
            "message": entity["message"],
            "risk_objects": [{key: entity[key] for key in ["field", "type", "score"]}],
            "threat_objects": [],
        }
    else:
        rule["tags"] |= {
            "message": entity["message"],
            "risk_score": entity["score"],
            "observable": [{"name": entity["field"], "type": "User", "role": ["Victim"]}],
        }
    return rule


class SeedRule(Case):
    def setUp(self):
        super().setUp()
        self.content = shared("security_content")
        file = next(shared("seed").glob("*.yml"))
        self.rule = yaml().safe_load(file.read_text())
        source = shared("security_content", "data_sources", "aws_cloudtrail_copyobject.yml")
        self.event = yaml().safe_load(source.read_text())["example_log"] + "\n"

    def findings(self, rule, event):
        self.write("rule.yml", yaml().safe_dump(rule))
        return self.good("detect", "rule.yml", "-i", "-", "--content", self.content, stdin=event).rows()

    def test_the_event_gives_one_finding(self):
        findings = self.findings(self.rule, self.event)
        self.assertEqual(len(findings), 1)
        result = findings[0]["result"]
        self.assertEqual({key: result.get(key) for key in ROW}, ROW)
        for field in PRESENT:
            self.assertTrue(result.get(field), field)
        self.assertEqual(findings[0]["entities"], [{"field": "user", "type": "user", "value": "patrick_cli", "score": 20}])
        self.assertIn("patrick_cli", findings[0]["message"])
        self.assertIn(result["dest_file"], findings[0]["message"])
        self.assertNotIn("$", findings[0]["message"])
        self.assertEqual(findings[0]["rule"]["severity"], "low")

    def test_another_encryption_gives_none(self):
        self.assertEqual(self.findings(self.rule, self.event.replace('"aws:kms"', '"AES256"')), [])

    def test_the_three_generations_of_the_schema_are_one_rule(self):
        newest, *older = [self.findings(in_generation(self.rule, year), self.event) for year in [2026, 2025, 2024]]
        for findings in older:
            self.assertEqual(findings, newest)


if __name__ == "__main__":
    shared("seed")
    unittest.main()

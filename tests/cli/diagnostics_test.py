"""The table of diagnostics: karst lint --explain and --codes, and that its examples are what they say."""

import json
import re
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from karst_process import ROOT, Case, karst  # noqa: E402

SOURCES = ("base", "cli", "engine", "packs", "parser", "rules")


def table():
    return karst("lint", "--codes", "--format", "json").json()


def rule_of(search):
    return f"name: Example\nsearch: {json.dumps(search)}\n"


class Table(unittest.TestCase):
    def test_each_code_has_a_title_an_explanation_and_an_example_or_the_reason_for_none(self):
        for row in table():
            with self.subTest(row["code"]):
                self.assertGreater(len(row["title"]), 10)
                self.assertGreater(len(row["explanation"]), 80)
                self.assertTrue(row["explanation"].endswith("."), "whole sentences")
                self.assertFalse(row["title"].endswith("."), "a noun phrase")
                self.assertIn(row["severity"], ["error", "warning", "note"])
                if row["example"] == "none":
                    self.assertNotEqual(row["no_example"], "")
                else:
                    self.assertNotEqual(row["wrong"], "")
                    self.assertNotEqual(row["right"], "")
                    self.assertNotEqual(row["wrong"], row["right"])

    def test_texts_have_one_blank_between_words(self):
        # The literals of the table are joined by the compiler: a blank at a seam is forgotten or doubled easily.
        for row in table():
            self.assertNotRegex(row["explanation"], r"  |[.,;][A-Z]|\n", row["code"])

    def test_each_code_is_reported_somewhere(self):
        used = set()
        for folder in SOURCES:
            for path in (ROOT / folder).rglob("*"):
                if path.suffix in {".cc", ".h"}:
                    used.update(re.findall(r'"([a-z]+-[a-z-]+)"', path.read_text(encoding="utf-8")))
        self.assertEqual([row["code"] for row in table() if row["code"] not in used], [])

    def test_few_codes_have_no_example_that_can_be_run(self):
        self.assertEqual([row["code"] for row in table() if row["example"] in {"none", "command line"}],
                         ["file-unreadable", "file-too-large", "yaml-encoding", "yaml-too-large", "pack-missing",
                          "datamodel-datasets-too-deep", "spl-nesting-limit", "spl-too-long", "spl-macro-depth", "spl-eval-macro"])


class Examples(Case):
    def check(self, side, row, diagnostics):
        codes = [one["code"] for one in diagnostics]
        with self.subTest(code=row["code"], side=side, example=row[side], found=diagnostics):
            if side == "wrong":
                self.assertIn(row["code"], codes)
                found = diagnostics[codes.index(row["code"])]
                self.assertEqual(found["severity"], row["severity"])
            else:
                self.assertEqual(codes, [])

    def write_example(self, folder, kind, text):
        if kind in {"search", "rule"}:
            self.write(f"{folder}/rules/example.yml", rule_of(text) if kind == "search" else text)
            return
        self.write(f"{folder}/{kind}s/example.yml", text)
        name = re.search(r"^name: *(\w+)$", text, re.MULTILINE)
        self.write(f"{folder}/rules/example.yml", rule_of(f"`{name[1]}`" if kind == "macro" and name else "index=web"))

    def test_wrong_searches_rules_macros_and_lookups_give_their_code_and_right_ones_nothing(self):
        rows = [row for row in table() if row["example"] in {"search", "rule", "macro", "lookup"}]
        self.assertGreater(len(rows), 70)
        for row in rows:
            for side in ("wrong", "right"):
                self.write_example(f"{row['code']}/{side}", row["example"], row[side])
        folders = [f"{row['code']}/{side}/rules" for row in rows for side in ("wrong", "right")]
        done = self.karst("lint", *folders, "--verbose", "--format", "json")
        self.assertEqual(done.code, 1, done.err)
        found = {}
        for diagnostic in done.json()["diagnostics"]:
            # Rules are named as they were given, the content around them by absolute paths.
            code, side = (self.folder / diagnostic["file"]).relative_to(self.folder).parts[:2]
            found.setdefault((code, side), []).append(diagnostic)
        for row in rows:
            for side in ("wrong", "right"):
                self.check(side, row, found.get((row["code"], side), []))

    def test_wrong_packs_give_their_code_and_right_ones_nothing(self):
        rows = [row for row in table() if row["example"] == "pack"]
        self.assertGreater(len(rows), 15)
        for row in rows:
            for side in ("wrong", "right"):
                self.write(f"{row['code']}/{side}/shop.yml", row[side])
                done = self.karst("lint", "--packs", f"{row['code']}/{side}", "--format", "json")
                self.check(side, row, done.json()["diagnostics"])


class Explain(Case):
    def test_a_code_is_explained_with_severity_and_example(self):
        done = self.good("lint", "--explain", "spl-boolean-result")
        self.assertTrue(done.out.startswith("error[spl-boolean-result]: "), done.out)
        self.assertIn("\nWrong:\n    index=web | eval large=bytes>1000\n", done.out)
        self.assertIn("\nRight:\n    index=web | eval large=if(", done.out)
        self.assertLessEqual(max(map(len, done.out.splitlines())), 100)

    def test_the_same_as_json(self):
        row = self.good("lint", "--explain", "spl-unsupported-prefix", "--format", "json").json()
        self.assertEqual(list(row), ["code", "severity", "unsupported", "title", "explanation", "example", "wrong", "right",
                                     "no_example"])
        self.assertEqual(row["code"], "spl-unsupported-prefix")
        self.assertEqual(row["severity"], "warning")
        self.assertTrue(row["unsupported"])
        self.assertIn(row, table())

    def test_a_code_without_an_example_says_why(self):
        self.assertIn("\nNo example: ", self.good("lint", "--explain", "spl-too-long").out)

    def test_an_unknown_code_is_refused_with_the_nearest(self):
        self.assertIn("did you mean 'spl-unknown-macro'?", self.refused("lint", "--explain", "spl-unknown-marco"))
        self.assertIn("karst lint --codes", self.refused("lint", "--explain", "E0001"))

    def test_all_codes_are_listed(self):
        listed = self.good("lint", "--codes")
        self.assertEqual([line.split()[0] for line in listed.out.splitlines() if re.match(r"[a-z]+-", line)],
                         [row["code"] for row in table()])
        self.assertRegex(listed.out, r"spl-unsupported-command +unsupported +")
        self.assertEqual(len(self.good("lint", "--codes", "--format", "ndjson").rows()), len(table()))

    def test_rules_are_not_checked_at_the_same_time(self):
        self.refused("lint", "rules", "--explain", "spl-syntax")
        self.refused("lint", "rules", "--codes")


class Unsupported(Case):
    def test_an_option_that_karst_does_not_run_makes_a_rule_unsupported_and_not_wrong(self):
        for search in ["index=web | transaction user name=session", "index=web | multikv conf=x",
                       "index=web | makemv setsv=true user", "index=web | extract access-extractions"]:
            with self.subTest(search):
                self.write("rules/one.yml", rule_of(search))
                done = self.good("lint", "rules", "--format", "json").json()
                self.assertEqual(done["summary"]["unsupported"], 1)
                self.assertEqual(done["summary"]["errors"], 0)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])

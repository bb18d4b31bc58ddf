"""karst -v and -vv: what was done, on standard error."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parent))
from events_and_rules import ENTITY, LOG, rule  # noqa: E402
from karst_process import Case  # noqa: E402


class Log(Case):
    def setUp(self):
        super().setUp()
        self.write("log.ndjson", LOG)
        self.write("rules/dana.yml", rule("Dana", "search user=dana | stats count BY user", **ENTITY))
        self.write("rules/wrong.yml", rule("Wrong", "search user=dana | eval x=mvcuont(user)", **ENTITY))
        self.write("rules/story.yml", "name: A story\n")

    def detect(self, *options):
        return self.karst("detect", "rules", "-i", "log.ndjson", "--keep-going", "--sourcetype", "aws:cloudtrail", *options)

    def test_verbose_says_what_was_read_which_packs_apply_and_what_was_left_out(self):
        done = self.detect("-v")
        for line in [r"karst: \d+ packs and \d+ data models loaded in [\d.]+ ms",
                     r"karst: 2 rules read, 0 files with errors, 1 files passed over, in [\d.]+ ms",
                     r"karst: rules/wrong.yml: left out: unknown function 'mvcuont'",
                     r"karst: 1 of 2 rules compiled in [\d.]+ ms",
                     r"karst: log.ndjson: read as ndjson",
                     r"karst: sourcetype aws:cloudtrail: packs .*aws_cloudtrail",
                     r"karst: 4 events and \d+ bytes read in [\d.]+ ms"]:
            self.assertRegex(done.err, rf"(?m)^{line}$")
        self.assertNotIn("story.yml", done.err)

    def test_very_verbose_says_it_of_each_rule_and_file(self):
        done = self.detect("-vv")
        self.assertRegex(done.err, r"(?m)^karst: rules/story.yml: passed over: not a rule")
        self.assertRegex(done.err, r"(?m)^karst: rules/dana.yml: 2 rows into its first command, 1 findings$")

    def test_without_verbose_nothing_of_it_is_said(self):
        done = self.detect()
        self.assertNotIn("karst:", done.err)
        self.assertIn("error[spl-unknown-function]", done.err)

    def test_what_is_found_does_not_depend_on_what_is_said(self):
        self.assertEqual(self.detect("-vv").out, self.detect("-q").out)

    def test_several_threads_say_the_same(self):
        without_times = [line for line in self.detect("-v").err.splitlines() if " ms" not in line]
        self.assertEqual([line for line in self.detect("-v", "-j", "4").err.splitlines() if " ms" not in line], without_times)

    def test_quiet_leaves_out_the_warnings_of_a_run(self):
        self.write("broken.ndjson", LOG + "{\"broken\n")
        self.assertIn("karst: broken.ndjson:5: ", self.karst("search", "user=dana", "broken.ndjson").err)
        self.assertEqual(self.karst("search", "user=dana", "broken.ndjson", "-q").err, "")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])

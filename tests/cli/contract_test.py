"""What holds for every subcommand: help, exit codes, formats, where output goes."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parent))
from events_and_rules import ENTITY, LOGINS, rule  # noqa: E402
from karst_process import KARST, Case, ndjson  # noqa: E402

SUBCOMMANDS = ["search", "detect", "test", "lint", "explain", "fields", "commands", "functions", "packs"]


class Help(Case):
    def test_every_subcommand_has_help_with_an_example(self):
        for name in SUBCOMMANDS:
            with self.subTest(name):
                self.assertIn(f"Example: karst {name}", self.good(name, "--help").out)

    def test_the_help_names_every_subcommand(self):
        text = self.good("--help").out
        for name in SUBCOMMANDS:
            self.assertRegex(text, rf"(?m)^  {name} ")

    def test_the_version_is_said(self):
        self.assertRegex(self.good("--version").out, r"^karst \d+\.\d+\.\d+$")

    def test_options_that_several_share_are_there(self):
        for name in ["search", "detect"]:
            text = self.good(name, "--help").out
            for option in ["--content", "--packs", "--format", "-o ", "--output", "-j ", "--now", "--tz", "--earliest",
                           "--latest", "--max-memory", "--color", "--progress", "--verbose", "--quiet", "--no-caps",
                           "--input-format", "--sourcetype", "--source", "--host", "--index", "--dataset"]:
                self.assertIn(option, text, name)


class Usage(Case):
    def test_a_wrong_command_line_is_refused(self):
        for arguments in [[], ["serch"], ["search"], ["search", "*", "--no-such-option"], ["lint"],
                          ["search", "*", "-", "--format", "sheet"], ["search", "*", "-", "--output", "ndjson"],
                          ["search", "*", "-", "--output", "sheet=x"], ["search", "*", "-", "--tz", "Mars/Olympus"],
                          ["search", "*", "-", "--now", "soon"], ["search", "*", "-", "--earliest", "soon"],
                          ["search", "*", "-", "--max-memory", "plenty"], ["search", "*", "-", "--color", "some"],
                          ["search", "*", "-", "--progress", "always"], ["search", "*", "missing.json"],
                          ["search", "*", "-", "-o", "no/such/folder/x"], ["commands", "no_such_command"]]:
            with self.subTest(arguments):
                self.refused(*arguments)

    def test_an_input_that_is_not_there_is_named(self):
        self.assertIn("missing.json", self.refused("search", "*", "missing.json"))

    def test_wrong_spl_is_refused_with_its_place(self):
        message = self.refused("search", "a=1 | wehre b=2", "-")
        self.assertIn("error[spl-unknown-command]", message)
        self.assertIn("<command line>:1:7", message)
        self.assertIn("did you mean 'where'?", message)


class Formats(Case):
    def search(self, *options):
        return self.good("search", "* | table user src action", "-", "--input-format", "rows", *options, stdin=ndjson(LOGINS)).out

    def test_results_in_a_pipe_are_ndjson(self):
        self.assertEqual(json.loads(self.search().splitlines()[0]), {"user": "dana", "src": "203.0.113.50", "action": "failure"})
        self.assertEqual(self.search(), self.search("--format", "ndjson"))

    def test_json_is_one_array(self):
        self.assertEqual([row["user"] for row in json.loads(self.search("--format", "json"))], ["dana", "dana", "dana", "erik"])

    def test_csv_has_a_header_and_a_line_for_each_row(self):
        rows = list(csv.reader(io.StringIO(self.search("--format", "csv"))))
        self.assertEqual(rows[0], ["user", "src", "action"])
        self.assertEqual(len(rows), 5)

    def test_a_table_has_its_columns_below_each_other(self):
        lines = self.search("--format", "table").splitlines()
        self.assertEqual(lines[0].split(), ["user", "src", "action"])
        self.assertEqual(lines[0].index("src"), lines[2].index("203.0.113.50"))

    def test_o_writes_to_a_file_and_not_to_standard_output(self):
        self.assertEqual(self.search("-o", "out.csv", "--format", "csv"), "")
        self.assertTrue((self.folder / "out.csv").read_text().startswith("user,src,action\n"))

    def test_several_reports_of_one_run(self):
        shown = self.search("--output", "csv=a.csv", "--output", "json=b.json", "--format", "ndjson")
        self.assertEqual(len(shown.splitlines()), 4)
        self.assertEqual((self.folder / "a.csv").read_text(), self.search("--format", "csv"))
        self.assertEqual((self.folder / "b.json").read_text(), self.search("--format", "json"))

    def test_no_result_is_an_empty_list_in_every_format(self):
        def empty(form):
            return self.good("search", "user=nobody | table user", "-", "--input-format", "rows", "--format", form,
                             stdin=ndjson(LOGINS)).out

        self.assertEqual(empty("ndjson"), "")
        self.assertEqual(json.loads(empty("json")), [])
        self.assertEqual(empty("csv"), "user\n")

    def test_csv_quotes_what_needs_it(self):
        out = self.good("search", "* | table a", "-", "--input-format", "rows", "--format", "csv",
                        stdin=ndjson([{"a": 'x,"y"\nz'}])).out
        self.assertEqual(list(csv.reader(io.StringIO(out))), [["a"], ['x,"y"\nz']])

    def test_control_characters_do_not_reach_a_table(self):
        out = self.good("search", "* | table a", "-", "--input-format", "rows", "--format", "table",
                        stdin=ndjson([{"a": "x\x1b[31my"}])).out
        self.assertNotIn("\x1b", out)


class Streams(Case):
    def test_messages_go_to_standard_error(self):
        done = self.good("search", "* | stats count", "-", stdin='{"a":1}\n{"a":\n{"a":3}\n')
        self.assertEqual(len(done.rows()), 1)
        self.assertIn("-:2: ", done.err)

    def test_quiet_leaves_only_errors(self):
        done = self.good("search", "* | stats count", "-", "-q", stdin='{"a":1}\n{"a":\n')
        self.assertEqual(done.err, "")

    def test_colours_are_for_terminals_unless_asked_for(self):
        self.assertNotIn("\x1b", self.refused("search", "a=", "-"))
        self.assertIn("\x1b[", self.refused("search", "a=", "-", "--color", "always"))
        self.assertNotIn("\x1b", self.refused("search", "a=", "-", "--color", "never"))

    def on_a_terminal(self, arguments, **environment):
        """What karst shows when all its output is a terminal."""
        leader, follower = pty.openpty()
        inherited = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
        process = subprocess.Popen([KARST, *arguments], stdin=subprocess.DEVNULL, stdout=follower, stderr=follower,
                                   cwd=self.folder, env=inherited | environment)
        os.close(follower)
        shown = b""
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            shown += piece
        process.wait(timeout=60)
        os.close(leader)
        return shown.decode()

    def test_a_terminal_gets_colours_and_a_table(self):
        self.assertIn("\x1b[", self.on_a_terminal(["search", "a="]))
        shown = self.on_a_terminal(["search", "| makeresults | eval a=1 | table a"])
        self.assertEqual(shown.splitlines()[0].split(), ["a"])

    def test_no_color_is_honoured(self):
        self.assertNotIn("\x1b", self.on_a_terminal(["search", "a="], NO_COLOR="1"))


class Reference(Case):
    def test_commands_functions_and_packs_are_listed_as_json(self):
        for name, known in [("commands", "stats"), ("functions", "strftime"), ("packs", "aws_cloudtrail")]:
            with self.subTest(name):
                entries = self.good(name, "--format", "json").json()
                self.assertIn(known, [entry["name"] for entry in entries])
                for entry in entries:
                    self.assertEqual(list(entry)[:4], ["name", "kind", "syntax", "summary"])
                    self.assertTrue(entry["summary"], entry)

    def test_one_command_is_shown_with_its_syntax(self):
        self.assertIn("stats [", self.good("commands", "stats").out)
        self.assertIn("did you mean 'stats'?", self.refused("commands", "stast"))

    def test_a_command_is_shown_with_all_its_options(self):
        out = self.good("commands", "transaction").out
        self.assertIn("transaction [<fields>] [<options>]\n", out)
        self.assertRegex(out, r"\n    maxspan=<int>\(s\|m\|h\|d\) +The longest time")
        self.assertRegex(out, r"\n    connected=<bool> .*Default: true\.\n")
        self.assertRegex(out, r"\n    name=<name> .*Not supported\.\n")
        self.assertRegex(self.good("commands", "stats").out, r"\n    partitions=<int> .*without effect here\.\n")
        self.assertRegex(self.good("commands", "concurrency").out, r"\n    duration=<field> .*It must be given\.\n")

    def test_options_of_commands_are_listed_as_json(self):
        entries = {entry["name"]: entry for entry in self.good("commands", "--format", "json").json()}
        self.assertEqual(entries["fillnull"]["options"], [{"name": "value", "value": "<string>", "summary": "What missing values become.",
                                                           "default": "0", "required": False, "effect": "used"}])
        self.assertEqual(entries["reverse"]["options"], [])
        self.assertNotIn("options", entries["sendemail"])
        self.assertEqual([option["effect"] for option in entries["lookup"]["options"]], ["ignored"] * 3)


class Reports(Case):
    def test_commands_that_report_have_all_formats(self):
        self.write("rules/a.yml", rule("A", "search user=dana | stats count by user", **ENTITY))
        self.write("log.ndjson", ndjson([{"user": "dana"}]))
        for arguments in [["lint", "rules"], ["test", "rules"], ["explain", "rules/a.yml"], ["fields", "log.ndjson"],
                          ["commands"], ["functions"], ["packs"]]:
            with self.subTest(arguments[0]):
                json.loads(self.good(*arguments, "--format", "json").out)
                for line in self.good(*arguments, "--format", "ndjson").out.splitlines():
                    json.loads(line)
                list(csv.reader(io.StringIO(self.good(*arguments, "--format", "csv").out)))
                self.assertTrue(self.good(*arguments, "--format", "table").out)
                self.refused(*arguments, "--format", "sheet")

    def test_several_reports_of_a_lint(self):
        self.write("rules/a.yml", rule("A", "search user=dana", **ENTITY))
        shown = self.good("lint", "rules", "--output", "json=lint.json").out
        self.assertIn("1 rules", shown)
        self.assertEqual(json.loads((self.folder / "lint.json").read_text())["summary"]["rules"], 1)


if __name__ == "__main__":
    unittest.main()

"""What must not change an answer: how the events are packed, and when they are read.

    KARST=build/release/karst python3 tests/property/same_findings_test.py
"""

import gzip
import json
import random
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from karst_process import ROOT, Case  # noqa: E402

EVENTS = (ROOT / "examples" / "events" / "cloudtrail.ndjson").read_text()

SEARCHES = [
    "*",
    "eventName=CopyObject",
    "errorCode!=success | stats count BY user eventName",
    "* | stats count dc(user) AS users values(eventName) AS names min(_time) AS first BY src",
    "* | where like(eventName, \"%Object\") | eval day=strftime(_time, \"%F\") | table day user eventName",
    "* | dedup user | sort - user | table user _time",
    "* | timechart span=1h count BY eventSource limit=3",
    "* | streamstats count BY user | where count=2 | table _time user",
]


class Packing(Case):
    """The same events in other clothes."""

    def answers(self, file, stdin=b""):
        # The source is part of an event that is printed whole, so it is given the same name everywhere.
        return [self.good("search", spl, file, "--source", "trail", stdin=stdin).out for spl in SEARCHES]

    def setUp(self):
        super().setUp()
        self.lines = EVENTS.splitlines()
        self.plain = self.write("trail.ndjson", EVENTS)

    def assert_same(self, file, stdin=b""):
        for spl, wanted, found in zip(SEARCHES, self.answers(self.plain), self.answers(file, stdin)):
            self.assertEqual(wanted, found, spl)

    def test_a_json_array(self):
        self.assert_same(self.write("trail.json", "[" + ",\n".join(self.lines) + "]"))

    def test_an_array_on_one_line(self):
        self.assert_same(self.write("trail.json", "[" + ",".join(self.lines) + "]"))

    def test_the_envelope_of_a_delivery(self):
        self.assert_same(self.write("trail.json", '{"Records":[' + ",".join(self.lines) + "]}"))

    def test_documents_without_newlines_between_them(self):
        self.assert_same(self.write("trail.json", "".join(self.lines)))

    def test_lines_that_end_as_on_windows(self):
        self.assert_same(self.write("trail.ndjson.crlf", "\r\n".join(self.lines) + "\r\n"))

    def test_no_newline_at_the_end(self):
        self.assert_same(self.write("trail.ndjson.cut", EVENTS.rstrip("\n")))

    def test_gzip(self):
        self.assert_same(self.write("trail.gz", gzip.compress(EVENTS.encode())))

    def test_gzip_of_several_members(self):
        half = len(self.lines) // 2
        parts = ["\n".join(part) + "\n" for part in (self.lines[:half], self.lines[half:])]
        self.assert_same(self.write("trail.gz", b"".join(gzip.compress(part.encode()) for part in parts)))

    def test_zstandard(self):
        if shutil.which("zstd") is None:
            self.skipTest("needs zstd")
        packed = subprocess.run(["zstd", "-q", "-c"], input=EVENTS.encode(), capture_output=True, check=True).stdout
        self.assert_same(self.write("trail.zst", packed))

    def test_standard_input(self):
        self.assert_same("-", stdin=EVENTS)

    def test_many_small_files(self):
        for number in range(0, len(self.lines), 40):
            self.write(f"parts/{number:05}.ndjson", "\n".join(self.lines[number : number + 40]) + "\n")
        self.assert_same(self.folder / "parts")

    def test_pretty_printed_documents(self):
        # Their text is another one, so what is compared is what is in them.
        pretty = self.write("trail.json", "\n".join(json.dumps(json.loads(line), indent=2) for line in self.lines))
        for spl in SEARCHES[2:]:
            self.assertEqual(self.good("search", spl, self.plain).out, self.good("search", spl, pretty).out, spl)


class Runs(Case):
    """The same run again."""

    def test_every_run_prints_the_same_bytes(self):
        trail = self.write("trail.ndjson", EVENTS)
        for spl in SEARCHES:
            runs = {self.good("search", spl, trail).out for _ in range(3)}
            self.assertEqual(len(runs), 1, spl)

    def test_random_numbers_are_the_same_in_every_run(self):
        runs = {self.good("search", "| makeresults count=5 | eval r=random() | table r").out for _ in range(3)}
        self.assertEqual(len(runs), 1)

    def test_findings_do_not_depend_on_the_other_rules(self):
        trail = self.write("trail.ndjson", EVENTS)
        rules = sorted((ROOT / "examples" / "rules").glob("*.yml"))
        alone = "".join(self.good("detect", rule, "-i", trail).out for rule in rules)
        self.assertEqual(self.good("detect", ROOT / "examples" / "rules", "-i", trail).out, alone)

    def test_findings_do_not_depend_on_the_order_of_the_events(self):
        lines = EVENTS.splitlines()
        random.Random(7).shuffle(lines)
        shuffled = self.write("shuffled.ndjson", "\n".join(lines) + "\n")
        trail = self.write("trail.ndjson", EVENTS)
        rules = ROOT / "examples" / "rules"
        self.assertEqual(sorted(self.good("detect", rules, "-i", shuffled).out.splitlines()),
                         sorted(self.good("detect", rules, "-i", trail).out.splitlines()))


class Threads(Case):
    """The same run with other numbers of threads: what is printed and what is said are the same bytes."""

    MORE = [
        "* | stats sum(n) avg(n) stdev(n) perc90(n) list(n) first(n) last(n) BY user",
        "* | sort 0 - n | table n user",
        "user=dana | table *",
        "* | head 3 | table n",
        "[search eventName=CopyObject | head 1 | table user] | stats count BY eventName",
    ]

    def setUp(self):
        super().setUp()
        lines = EVENTS.splitlines()
        # More than is read in one part, with fields that come late and with events that are broken.
        with open(self.write("large/trail.ndjson", ""), "w") as large:
            for number in range(24 * len(lines)):
                line = lines[number * 7919 % len(lines)]
                if number % 1013 == 1012:
                    large.write(line[:-3] + "\n")
                else:
                    large.write(f'{{"n":{number * 37 % 10007 / 64},"late{number // 4000}":"x",{line[1:]}\n')
        self.write("small/1.ndjson", "\n".join(lines[:100]) + "\n{broken}\n")
        self.write("small/2.gz", gzip.compress("\n".join(lines[100:200]).encode()))
        self.write("small/3.json", '{"Records":[' + ",".join(lines[200:300]) + ", {]}")
        self.write("small/4.ndjson", "\n".join(lines[300:]) + "\n")

    def assert_same(self, *arguments):
        runs = [self.good(*arguments, "-j", threads) for threads in (1, 2, 4)]
        for run in runs[1:]:
            self.assertEqual(run.out, runs[0].out, arguments)
            self.assertEqual(run.err, runs[0].err, arguments)
        return runs[0]

    def test_one_large_file(self):
        for spl in SEARCHES[1:6] + self.MORE:
            self.assertIn("large/trail.ndjson:1013: not a JSON object; an event with", self.assert_same("search", spl, "large").err)

    def test_several_files(self):
        for spl in SEARCHES + self.MORE:
            self.assert_same("search", spl, "small")

    def test_rules(self):
        run = self.assert_same("detect", ROOT / "examples" / "rules", "-i", "large", "-i", "small", "-i", "small/2.gz", "--summary", "s")
        self.assertTrue(run.out)

    def test_standard_input(self):
        runs = {self.good("detect", ROOT / "examples" / "rules", "-i", "-", "-j", n, stdin=EVENTS).out for n in (1, 2, 4)}
        self.assertEqual(len(runs), 1)

    def test_counts_of_a_run(self):
        counts = []
        for threads in (1, 2, 4):
            self.good("detect", ROOT / "examples" / "rules", "-i", "large", "-i", "small", "-j", threads, "--summary", "summary.json")
            summary = json.loads((self.folder / "summary.json").read_text())
            summary.pop("seconds")
            for rule in summary["by_rule"]:  # what a rule has cost depends on the threads: each learns its index by itself
                for cost in ("seconds", "events_tested", "found_by"):
                    rule.pop(cost, None)
            counts.append(summary)
        self.assertEqual(counts[0], counts[1])
        self.assertEqual(counts[0], counts[2])

    def test_tests_of_rules(self):
        runs = []
        for threads in (1, 2, 4):
            done = self.karst("test", ROOT / "examples" / "rules", "-j", threads, "-f", "json")
            runs.append([{**one, "milliseconds": 0} for one in done.json()["tests"]])
        self.assertEqual(runs[0], runs[1])
        self.assertEqual(runs[0], runs[2])


class Conditions(Case):
    """Equal ways to say the same."""

    PAIRS = [
        ("* | where user=\"alice\" | where eventName=\"CopyObject\"", "* | where user=\"alice\" AND eventName=\"CopyObject\""),
        ("user=dana eventName=C*", "user=dana | search eventName=C*"),
        ("user=dana OR user=alice", "user IN (dana, alice)"),
        ("NOT (user=dana OR user=alice)", "NOT user=dana NOT user=alice"),
        ("* | where NOT (user=\"dana\" AND readOnly=\"true\")", "* | where NOT user=\"dana\" OR NOT readOnly=\"true\""),
        ("user=dana", "USER_is_no_field!=x OR user=DANA"),
    ]

    def test_equal_searches_have_equal_results(self):
        trail = self.write("trail.ndjson", EVENTS)
        for one, other in self.PAIRS:
            first = self.good("search", one, trail).rows()
            self.assertEqual([row["_raw"] for row in first], [row["_raw"] for row in self.good("search", other, trail).rows()], one)
            self.assertTrue(first, one)


if __name__ == "__main__":
    unittest.main()

"""karst detect, test, lint, explain and fields: exit codes and the shape of their JSON."""

import json
import signal
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parent))
from events_and_rules import ENTITY, LOG, rule  # noqa: E402
from karst_process import KARST, Case, ndjson  # noqa: E402

GOOD = rule("Dana", "search user=dana | stats count BY user", mitre_attack_id=["T1486"], analytic_story=["Doors"],
            threat_objects=[{"field": "src", "type": "ip_address"}], **ENTITY)
QUIET = rule("Nobody", "search user=nobody | stats count BY user", **ENTITY)
BAD = rule("Wrong", "search user=dana | eval x=mvcuont(user)", **ENTITY)


class Rules(Case):
    def setUp(self):
        super().setUp()
        self.write("log.ndjson", LOG)
        self.write("rules/dana.yml", GOOD)
        self.write("rules/nobody.yml", QUIET)


class Detect(Rules):
    def test_a_finding_has_the_keys_of_the_contract(self):
        done = self.good("detect", "rules", "-i", "log.ndjson")
        self.assertEqual(len(done.rows()), 1)
        finding = done.rows()[0]
        self.assertEqual(list(finding), ["rule", "time", "message", "risk_score", "entities", "threat_objects", "mitre",
                                         "analytic_story", "result"])
        self.assertEqual(list(finding["rule"]), ["id", "name", "file", "version", "status", "type", "severity"])
        self.assertEqual(finding["rule"]["file"], "rules/dana.yml")
        self.assertEqual(finding["rule"]["severity"], "medium")
        self.assertIsNone(finding["time"])
        self.assertEqual(finding["message"], "dana was seen")
        self.assertEqual(finding["risk_score"], 50)
        self.assertEqual(finding["entities"], [{"field": "user", "type": "user", "value": "dana", "score": 50}])
        self.assertEqual(finding["threat_objects"], [])
        self.assertEqual(finding["mitre"], ["T1486"])
        self.assertEqual(finding["analytic_story"], ["Doors"])
        self.assertEqual(finding["result"], {"user": "dana", "count": 2})

    def test_findings_that_do_not_fit_into_memory_wait_on_disk(self):
        line = '{"time":%d,"n":"%d","text":"' + "x" * 900 + '"}\n'
        self.write("many.ndjson", "".join(line % (1772474400 + n, n) for n in range(5000)))
        for name in ["first", "second"]:
            self.write(f"all/{name}.yml", rule(name, "* | table _time n text"))
        whole = self.good("detect", "all", "-i", "many.ndjson")
        self.assertEqual(len(whole.rows()), 10_000)
        limited = self.good("detect", "all", "-i", "many.ndjson", "--max-memory", "2M", "-v")
        self.assertTrue(whole.out == limited.out)  # the difference would be long
        self.assertIn("temporary files", limited.err)

    def test_rules_that_end_side_by_side_give_what_they_give_one_by_one(self):
        searches = {
            "a1": "* | stats count by user | lookup seen.csv user OUTPUT n | table user n",
            "b": "* | stats max(n) as n by user | outputlookup seen.csv",
            "c1": "* | stats count by user | lookup seen.csv user OUTPUT n | table user n",
            "d": "* | stats list(n) by user | sort - user | head 101 | bin no_such_field span=1",
            "e": "* | head 2 | map search=\"search user=$user$ | stats count by user\"",
        }
        searches |= {f"{old}{number}": searches[f"{old}1"] for old in "ac" for number in range(2, 6)}
        self.write("side/lookups/seen.csv", "user,n\n")
        self.write("side/lookups/seen.yml", "name: seen\ndescription: d\nfilename: seen.csv\n")
        for name, search in searches.items():
            self.write(f"side/detections/{name}.yml", rule(name, search))
        one = self.good("detect", "side/detections", "-i", "log.ndjson")
        written = [row["result"].get("n") for row in one.rows() if row["rule"]["name"] in ("a2", "c2")]
        self.assertEqual(written, [None, None, None, "3", "2", "4"])
        for threads in ["2", "4"]:
            several = self.good("detect", "side/detections", "-i", "log.ndjson", "-j", threads)
            self.assertEqual((several.out, several.err), (one.out, one.err))

    def test_fail_on_finding_is_code_1(self):
        self.assertEqual(self.karst("detect", "rules", "-i", "log.ndjson", "--fail-on-finding").code, 1)
        self.assertEqual(self.karst("detect", "rules/nobody.yml", "-i", "log.ndjson", "--fail-on-finding").code, 0)

    def test_a_bad_rule_does_not_stop_the_others(self):
        self.write("rules/a_wrong.yml", BAD)
        self.write("rules/b_broken.yml", "name: [\nsearch: x\n")
        done = self.karst("detect", "rules", "-i", "log.ndjson")
        self.assertEqual(done.code, 2)
        self.assertEqual([row["rule"]["name"] for row in done.rows()], ["Dana"])
        self.assertIn("error[spl-unknown-function]", done.err)
        self.assertIn("rules/b_broken.yml:", done.err)

    def test_each_rule_has_the_macros_and_lookups_of_its_own_content_directory(self):
        for home, user in [("one", "dana"), ("two", "erik")]:
            self.write(f"{home}/macros/who.yml", f"name: who\ndescription: d\ndefinition: user={user}\n")
            self.write(f"{home}/lookups/owners.csv", f"user,owner\n{user},{home}\n")
            self.write(f"{home}/lookups/owners.yml", "name: owners\ndescription: d\nfilename: owners.csv\n")
            self.write(f"{home}/rules/r.yml", rule(home, "`who` | lookup owners user | stats count BY user owner", **ENTITY))
        done = self.good("detect", "one/rules", "two/rules", "-i", "log.ndjson")
        self.assertEqual([row["result"] for row in done.rows()],
                         [{"user": "dana", "owner": "one", "count": 2}, {"user": "erik", "owner": "two", "count": 1}])
        self.assertEqual(self.karst("lint", "one/rules", "two/rules").code, 0)
        only = self.good("detect", "one/rules", "two/rules", "--content", "one", "-i", "log.ndjson")
        self.assertEqual([row["result"]["owner"] for row in only.rows()], ["one", "one"])

    def test_keep_going_makes_it_code_0(self):
        self.write("rules/a_wrong.yml", BAD)
        self.assertEqual(self.karst("detect", "rules", "-i", "log.ndjson", "--keep-going").code, 0)

    def test_the_summary_says_what_was_done(self):
        self.write("rules/a_wrong.yml", BAD)
        done = self.karst("detect", "rules", "-i", "log.ndjson", "--summary", "summary.json")
        summary = json.loads((self.folder / "summary.json").read_text())
        self.assertEqual(list(summary), ["rules", "rules_failed", "events", "events_skipped", "bytes", "findings", "seconds", "partial",
                                         "by_rule"])
        self.assertEqual((summary["rules"], summary["rules_failed"], summary["events"], summary["findings"]), (3, 1, 4, 1))
        self.assertEqual(summary["bytes"], len(LOG))
        by_rule = {entry["name"]: entry for entry in summary["by_rule"]}
        self.assertEqual(list(by_rule["Dana"]), ["file", "name", "findings", "events_tested", "events_matched", "seconds",
                                                 "found_by"])
        self.assertEqual((by_rule["Dana"]["findings"], by_rule["Dana"]["events_matched"]), (1, 2))
        self.assertIn("mvcuont", by_rule["Wrong"]["error"])
        self.assertEqual(len(done.rows()), 1)

    def test_the_summary_may_go_to_standard_error(self):
        done = self.good("detect", "rules", "-i", "log.ndjson", "--summary", "-")
        self.assertEqual(json.loads(done.err)["findings"], 1)

    def test_the_profile_says_what_each_rule_has_cost_and_how_it_is_found(self):
        self.write("many.ndjson", ndjson([{"user": f"user{number % 50}", "n": number} for number in range(500)]))
        self.write("rules/many.yml", rule("Many", "search user=user7 | stats count BY user"))
        done = self.good("detect", "rules", "-i", "many.ndjson", "--profile", "--summary", "s.json")
        lines = [line for line in done.err.splitlines() if line.startswith("Many")]
        self.assertEqual(len(lines), 1, done.err)
        self.assertIn('user="user7"', lines[0])
        entry = next(one for one in json.loads((self.folder / "s.json").read_text())["by_rule"] if one["name"] == "Many")
        self.assertEqual(entry["events_matched"], 10)
        self.assertLess(entry["events_tested"], 100)
        self.assertIn("user7", entry["found_by"])

    def test_a_rule_is_found_by_what_its_later_filters_ask_for(self):
        self.write("many.ndjson", ndjson([{"user": f"user{number % 50}", "n": number} for number in range(500)]))
        self.write("rules/late.yml", rule("Late", "search * | where user=\"user7\" AND n>100 | stats count BY user"))
        options = ("detect", "rules", "-i", "many.ndjson", "-f", "ndjson")
        done = self.good(*options, "--summary", "s.json")
        entry = next(one for one in json.loads((self.folder / "s.json").read_text())["by_rule"] if one["name"] == "Late")
        self.assertEqual((entry["events_matched"], entry["findings"]), (10, 1))
        self.assertEqual(entry["found_by"], 'user="user7"')
        self.assertEqual(done.out, self.good(*options, "--no-index").out)
        self.assertEqual(self.good("explain", "rules/late.yml", "--format", "json").json()["found_by"], 'user="user7"')

    def test_without_the_index_every_rule_is_tested_on_every_event(self):
        self.write("many.ndjson", ndjson([{"user": f"user{number % 50}", "n": number} for number in range(500)]))
        done = self.good("detect", "rules", "-i", "many.ndjson", "--no-index", "--summary", "s.json")
        self.assertEqual([one["events_tested"] for one in json.loads((self.folder / "s.json").read_text())["by_rule"]], [500, 500])
        self.assertEqual(done.out, self.good("detect", "rules", "-i", "many.ndjson").out)

    def test_stats_say_how_fast_the_run_was(self):
        done = self.good("detect", "rules", "-i", "log.ndjson", "--stats")
        self.assertRegex(done.err, r"events/s, .* MB/s, .* rules x events/s; peak memory \d+ MiB")

    def test_an_interrupted_run_gives_what_it_has_and_says_that_it_is_partial(self):
        events = ndjson([{"user": "dana", "n": number} for number in range(20_000)]).encode()
        process = subprocess.Popen(
            [KARST, "detect", "rules", "-i", "-", "--summary", "s.json", "--now", "1700000000"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.folder,
        )
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stderr.close)
        process.stdin.write(events)  # more than a pipe holds: the run has begun when it is written
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        try:
            for _ in range(20):
                process.stdin.write(events)
        except BrokenPipeError:
            pass
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, err)
        self.assertIn(b"interrupted: the output is partial", err)
        self.assertIn(b"dana was seen", out)
        self.assertTrue(json.loads((self.folder / "s.json").read_text())["partial"])

    def test_now_is_the_newest_event_also_of_a_pipe(self):
        self.write("recent.yml", rule("Recent", "search * | where _time > relative_time(now(), \"-90s\") | stats count", **ENTITY))
        log = "".join(json.dumps({"eventVersion": "1", "eventSource": "s", "eventName": "N", "awsRegion": "r",
                                  "eventTime": f"2026-03-02T18:0{minute}:00Z"}) + "\n" for minute in range(6))
        self.write("trail.ndjson", log)
        for done in [self.good("detect", "recent.yml", "-i", "trail.ndjson"), self.good("detect", "recent.yml", "-i", "-", stdin=log)]:
            self.assertEqual(done.rows()[0]["result"], {"count": 2})

    def test_no_rule_at_all_is_refused(self):
        (self.folder / "none").mkdir()
        self.refused("detect", "none", "-i", "log.ndjson")
        self.refused("detect", "missing.yml", "-i", "log.ndjson")


class Test(Rules):
    URL = "https://media.githubusercontent.com/media/splunk/attack_data/master/datasets/t/log.json"

    def run_tests(self, *options, data=URL, search="search user=dana | stats count BY user", code=0, **keys):
        attack = {"data": data, "sourcetype": "acme", "source": "acme"}
        tests = {"tests": [{"name": "True Positive Test", "attack_data": [attack], "test_type": "unit"}]}
        self.write("tested/rule.yml", rule("Tested", search, **(ENTITY | tests | keys)))
        done = self.karst("test", "tested", "--format", "json", *options)
        self.assertEqual(done.code, code, done.err + done.out)
        return done.json()

    def test_the_report_has_the_keys_of_the_contract(self):
        self.write("data/datasets/t/log.json", LOG)
        report = self.run_tests("--data", "data")
        self.assertLessEqual({"passed", "failed", "skipped", "errors", "seconds"}, set(report["summary"]))
        self.assertEqual(len(report["tests"]), 1)
        one = report["tests"][0]
        self.assertEqual(list(one), ["rule_file", "rule", "id", "test", "status", "reason", "events", "results",
                                     "missing_fields", "milliseconds"])
        self.assertEqual((one["status"], one["events"], one["results"], one["test"]), ("passed", 4, 1, "True Positive Test"))

    def test_data_may_be_named_by_the_environment(self):
        self.write("data/datasets/t/log.json", LOG)
        self.run_tests("--data", "data")
        done = self.karst("test", "tested", "--format", "json", KARST_DATA=str(self.folder / "data"))
        self.assertEqual(done.json()["summary"]["passed"], 1)

    def test_data_may_lie_beside_the_rule(self):
        self.write("tested/log.json", LOG)
        self.assertEqual(self.run_tests(data="log.json")["summary"]["passed"], 1)

    def test_missing_data_skip_a_test_with_the_reason(self):
        one = self.run_tests("--data", "data")["tests"][0]
        self.assertEqual(one["status"], "skipped")
        self.assertIn("log.json", one["reason"])

    def test_a_git_lfs_pointer_counts_as_absent(self):
        self.write("data/datasets/t/log.json", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n")
        one = self.run_tests("--data", "data")["tests"][0]
        self.assertEqual(one["status"], "skipped")
        self.assertIn("LFS", one["reason"])

    def test_no_result_fails_with_the_stage_that_lost_the_rows(self):
        self.write("data/datasets/t/log.json", LOG)
        one = self.run_tests("--data", "data", search="search user=dana | where n > 100 | stats count BY user", code=1)["tests"][0]
        self.assertEqual(one["status"], "failed")
        self.assertIn("stage", one["reason"])

    def test_an_entity_without_a_value_fails_and_is_named(self):
        self.write("data/datasets/t/log.json", LOG)
        one = self.run_tests("--data", "data", search="search user=dana | stats count", code=1)["tests"][0]
        self.assertEqual((one["status"], one["missing_fields"]), ("failed", ["user"]))

    def test_a_rule_without_a_test_is_skipped(self):
        report = self.good("test", "rules/dana.yml", "--format", "json").json()
        self.assertEqual([one["status"] for one in report["tests"]], ["skipped"])

    def test_a_bad_rule_is_an_error_and_the_others_are_tested(self):
        self.write("data/datasets/t/log.json", LOG)
        self.run_tests("--data", "data")
        self.write("tested/wrong.yml", BAD)
        done = self.karst("test", "tested", "--data", "data", "--format", "json")
        self.assertEqual(done.code, 1)
        self.assertEqual(sorted(one["status"] for one in done.json()["tests"]), ["error", "passed"])

    def test_a_command_that_karst_does_not_run_is_unsupported_not_passed(self):
        self.write("data/datasets/t/log.json", LOG)
        one = self.run_tests("--data", "data", search="search user=dana | sendemail to=x@example.com")["tests"][0]
        self.assertEqual(one["status"], "unsupported")


class Lint(Rules):
    def test_good_rules_are_code_0(self):
        report = self.good("lint", "rules/nobody.yml", "--format", "json").json()
        self.assertEqual(report["diagnostics"], [])
        self.assertEqual((report["summary"]["rules"], report["summary"]["errors"], report["summary"]["warnings"]), (1, 0, 0))

    def test_a_diagnostic_has_the_keys_of_the_contract(self):
        self.write("rules/wrong.yml", BAD)
        done = self.karst("lint", "rules/wrong.yml", "--format", "json")
        self.assertEqual(done.code, 1)
        one = done.json()["diagnostics"][0]
        self.assertEqual(list(one), ["file", "line", "column", "end_line", "end_column", "severity", "code", "message", "help",
                                     "notes"])
        text = (self.folder / "rules/wrong.yml").read_text().splitlines()[one["line"] - 1]
        self.assertEqual(text[one["column"] - 1 : one["end_column"] - 1], "mvcuont")
        self.assertEqual((one["file"], one["severity"], one["code"]), ("rules/wrong.yml", "error", "spl-unknown-function"))
        self.assertEqual(one["help"], "did you mean 'mvcount'?")

    def test_warnings_alone_are_code_0(self):
        report = self.good("lint", "rules/dana.yml", "--format", "json").json()
        self.assertEqual([one["code"] for one in report["diagnostics"]], ["rule-unknown-entity"])
        self.assertEqual(report["summary"]["warnings"], 1)

    def test_all_that_is_wrong_is_said_at_once(self):
        self.write("rules/wrong.yml", rule("W", "search a=1 | wehre b=1 | stast count", **ENTITY))
        done = self.karst("lint", "rules/wrong.yml", "--format", "json")
        self.assertEqual([one["code"] for one in done.json()["diagnostics"]], ["spl-unknown-command"] * 2)

    def test_what_karst_does_not_run_is_said_with_a_way_out(self):
        self.write("rules/mail.yml", rule("M", "search a=1 | sendemail to=x@example.com", **ENTITY))
        done = self.karst("lint", "rules/mail.yml", "--format", "json")
        self.assertEqual(done.json()["diagnostics"][0]["code"], "spl-unsupported-command")
        self.assertTrue(done.json()["diagnostics"][0]["help"])
        self.assertEqual(done.json()["summary"]["unsupported"], 1)

    def test_packs_alone_can_be_checked(self):
        self.write("packs/a.yml", "pack: a\nmatch: {sourcetype: a}\neval: {x: mvcuont(y)}\n")
        done = self.karst("lint", "--packs", "packs", "--format", "json")
        self.assertEqual(done.code, 1)
        self.assertEqual([(one["file"], one["line"], one["code"]) for one in done.json()["diagnostics"]],
                         [("packs/a.yml", 3, "spl-unknown-function")])


class Explain(Rules):
    def setUp(self):
        super().setUp()
        self.write("content/macros/doors.yml", "name: doors\ndefinition: sourcetype=doors\n")
        self.write("content/lookups/teams.csv", "user,team\ndana,red\n")
        search = ("`doors` eventName=Open user IN (dana, erik)\n  | lookup teams.csv user OUTPUT team\n"
                  "  | stats count BY user src\n  | where count > 3\n  | `explained_filter`")
        self.write("content/detections/explained.yml", rule("Explained", search, mitre_attack_id=["T1486"], **ENTITY))
        self.write("content/detections/other.yml", rule("Other", "`doors` eventName=Open user=dana", **ENTITY))

    def explained(self):
        return self.good("explain", "content/detections/explained.yml", "--corpus", "content/detections", "--format", "json").json()

    def test_the_report_has_the_keys_of_the_contract(self):
        report = self.explained()
        self.assertEqual(list(report), ["rule", "mitre", "stages", "predicates", "indicators", "group_by", "fields_needed",
                                        "macros", "lookups", "data_models", "found_by", "same_action"])
        self.assertLessEqual({"name", "id", "file", "version", "date", "author", "status", "type", "severity", "risk_score",
                              "description"}, set(report["rule"]))
        self.assertEqual(report["rule"]["severity"], "medium")

    def test_techniques_have_names_and_tactics(self):
        self.assertEqual(self.explained()["mitre"],
                         [{"tactic": "Impact", "technique": "T1486", "name": "Data Encrypted for Impact"}])

    def test_stages_are_numbered_one_a_pipe_segment(self):
        stages = self.explained()["stages"]
        self.assertEqual([stage["number"] for stage in stages], [1, 2, 3, 4, 5])
        self.assertEqual([stage["command"] for stage in stages], ["search", "lookup", "stats", "where", "search"])
        self.assertEqual(stages[2]["text"], "| stats count BY user src")

    def test_predicates_know_their_stage(self):
        predicates = {(one["stage"], one["field"], one["kind"], tuple(one["values"])) for one in self.explained()["predicates"]}
        self.assertEqual(predicates, {(1, "sourcetype", "eq", ("doors",)), (1, "eventName", "eq", ("Open",)),
                                      (1, "user", "in", ("dana", "erik")), (4, "count", "gt", ("3",))})

    def test_indicators_are_counted_in_the_corpus(self):
        indicators = {one["field"]: one for one in self.explained()["indicators"]}
        self.assertEqual(indicators["eventName"]["corpus_count"], 1)
        self.assertEqual(list(indicators["eventName"]), ["field", "kind", "values", "corpus_count"])

    def test_rules_of_the_same_action_are_named(self):
        self.assertEqual(self.explained()["same_action"], [{"name": "Other", "file": "content/detections/other.yml"}])

    def test_macros_lookups_groups_and_fields_are_listed(self):
        report = self.explained()
        self.assertEqual(report["macros"], [
            {"name": "doors", "definition": "sourcetype=doors", "origin": "macros/doors.yml"},
            {"name": "explained_filter", "definition": "search *", "origin": "built in"}])
        self.assertEqual(report["lookups"], ["teams.csv"])
        self.assertEqual([one["field"] for one in report["group_by"]], ["user", "src"])
        self.assertEqual(report["fields_needed"], ["eventName", "sourcetype", "src", "user"])

    def test_the_text_shows_the_same(self):
        text = self.good("explain", "content/detections/explained.yml").out
        for part in ["Explained", "severity    medium", "Impact: T1486 Data Encrypted for Impact", "3. stats", "Indicators",
                     "eventName", "group by"]:
            self.assertIn(part, text)

    def test_a_rule_that_does_not_compile_is_explained_as_far_as_it_goes(self):
        self.write("rules/wrong.yml", BAD)
        done = self.karst("explain", "rules/wrong.yml", "--format", "json")
        self.assertEqual(done.code, 2)
        self.assertIn("error[spl-unknown-function]", done.err)
        self.assertEqual(len(done.json()["stages"]), 2)


class Fields(Case):
    def test_fields_come_with_coverage_and_examples(self):
        self.write("log.ndjson", ndjson([{"user": "dana", "n": "1"}, {"user": "erik"}]))
        report = self.good("fields", "log.ndjson", "--sourcetype", "acme", "--format", "json").json()
        self.assertEqual([(one["sourcetype"], one["events"]) for one in report], [("acme", 2)])
        fields = {one["field"]: one for one in report[0]["fields"]}
        self.assertEqual(fields["user"]["coverage"], 1)
        self.assertEqual(fields["user"]["examples"], ["dana", "erik"])
        self.assertEqual(fields["n"]["coverage"], 0.5)

    def test_the_origin_of_a_field_is_said(self):
        self.write("packs/a.yml", "pack: a\nmatch: {sourcetype: acme}\nalias: {user: who}\neval: {vendor: '\"Acme\"'}\n")
        self.write("log.ndjson", ndjson([{"user": "dana"}]))
        report = self.good("fields", "log.ndjson", "--sourcetype", "acme", "--packs", "packs", "--format", "json").json()
        origins = {one["field"]: one["origin"] for one in report[0]["fields"]}
        self.assertEqual((origins["who"], origins["vendor"]), ("alias", "calculated"))
        self.assertIn(origins["user"], ["extracted", "raw"])


if __name__ == "__main__":
    unittest.main()

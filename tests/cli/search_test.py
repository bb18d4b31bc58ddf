"""karst search: inputs, times, what is printed."""

import gzip
import json
import os
import sys
import threading
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parent))
from events_and_rules import LOG, LOGINS  # noqa: E402
from karst_process import Case, ndjson  # noqa: E402


class Inputs(Case):
    def count(self, *inputs, **options):
        return self.good("search", "* | stats count", *inputs, **options).rows()[0]["count"]

    def test_standard_input_is_a_dash(self):
        self.assertEqual(self.count("-", stdin=LOG), 4)

    def test_standard_input_is_there_for_subsearches_too(self):
        pairs = "user=fay OR [search user=dana | head 1 | fields user]"
        joined = "* | join user [search n>2 | fields user n] | stats count BY user"
        twice = "| multisearch [search user=dana] [search user=fay]"
        mapped = 'user=fay | map search="search user=$user$ | stats count"'
        for spl, rows in [(pairs + " | stats count", [{"count": 3}]),
                          (joined, [{"user": "dana", "count": 2}, {"user": "fay", "count": 1}]),
                          (twice + " | stats count", [{"count": 3}]), (mapped, [{"count": 1}])]:
            # A pipe, and a file in its place.
            self.assertEqual(self.good("search", spl, "-", stdin=LOG).rows(), rows, spl)
            with open(self.write("log", LOG), "rb") as file:
                self.assertEqual(self.good("search", spl, "-", stdin=file).rows(), rows, spl)

    def test_a_named_pipe_is_there_for_subsearches_too(self):
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        writer = threading.Thread(target=pipe.write_text, args=(LOG,), daemon=True)
        writer.start()
        spl = "user=fay OR [search user=dana | head 1 | fields user] | stats count"
        self.assertEqual(self.good("search", spl, "pipe").rows(), [{"count": 3}])
        writer.join(timeout=10)

    def test_a_subsearch_gives_values_and_conditions(self):
        for spl, count in [("user=[search user=dana | head 1 | return $user]", 2),
                           ("user IN (nobody, [search user=fay | return $user])", 1),
                           ("[search * | eval search=\"user=\".user.\" n=\".n | fields search]", 4)]:
            self.assertEqual(self.good("search", spl + " | stats count", "-", stdin=LOG).rows(), [{"count": count}], spl)

    def test_empty_input_gives_no_events(self):
        self.assertEqual(self.count("-"), 0)
        self.write("empty.ndjson", "")
        self.assertEqual(self.count("empty.ndjson"), 0)
        self.assertEqual(self.good("search", "*", "empty.ndjson").out, "")

    def test_compressed_input_is_read_as_it_is(self):
        self.write("log.gz", gzip.compress(LOG.encode()))
        self.assertEqual(self.count("log.gz"), 4)
        self.assertEqual(self.count("-", stdin=gzip.compress(LOG.encode())), 4)

    def test_a_directory_is_read_with_all_below_it(self):
        self.write("logs/a.json", LOG)
        self.write("logs/deep/er/b.json", LOG)
        self.assertEqual(self.count("logs"), 8)
        self.assertEqual(self.count("logs/a.json", "logs/deep"), 8)

    def test_a_generating_search_needs_no_input(self):
        self.assertEqual(self.good("search", "| makeresults count=3 | stats count").rows(), [{"count": 3}])

    def test_broken_events_are_skipped_and_named(self):
        self.write("log.ndjson", '{"a":1}\n{"a":\n{"a":3}\n')
        done = self.good("search", "* | table a", "log.ndjson")
        self.assertEqual(done.rows()[0], {"a": "1"})
        self.assertIn("log.ndjson:2", done.err)

    def test_the_command_line_names_source_host_index_and_sourcetype(self):
        row = self.good("search", "* | head 1 | table source host index sourcetype", "-", "--source", "s", "--host", "h",
                        "--index", "i", "--sourcetype", "t", stdin=LOG).rows()[0]
        self.assertEqual(row, {"source": "s", "host": "h", "index": "i", "sourcetype": "t"})

    def test_rows_come_in_as_karst_prints_them(self):
        printed = self.good("search", "* | stats values(action) AS action count BY user", "-", "--input-format", "rows",
                            stdin=ndjson(LOGINS)).out
        again = self.good("search", "*", "-", "--input-format", "rows", stdin=printed).rows()
        self.assertEqual(again, [{"user": "dana", "action": ["failure", "success"], "count": "3"},
                                 {"user": "erik", "action": "success", "count": "1"}])


class Json(Case):
    def rows(self, spl, events):
        return self.good("search", spl, "-", "--input-format", "rows", stdin=ndjson(events)).rows()

    def test_what_spl_computed_is_a_number_and_what_events_say_is_text(self):
        self.assertEqual(self.rows("* | stats count sum(n) AS sum values(n) AS n", [{"n": "7"}]), [{"count": 1, "sum": 7, "n": "7"}])

    def test_null_is_left_out_and_the_empty_string_is_not(self):
        self.assertEqual(self.rows("* | table a b", [{"a": ""}]), [{"a": ""}])

    def test_keys_are_in_column_order(self):
        out = self.good("search", "* | table c a b", "-", "--input-format", "rows", stdin='{"a":"1","b":"2","c":"3"}').out
        self.assertEqual(out, '{"c":"3","a":"1","b":"2"}\n')

    def test_a_search_that_ends_in_events_prints_every_field(self):
        row = self.good("search", "user=erik", "-", stdin=LOG).rows()[0]
        self.assertEqual(json.loads(row["_raw"])["user"], "erik")
        for field in ["_time", "host", "source", "sourcetype", "index", "user", "n"]:
            self.assertIn(field, row)

    def test_bytes_that_are_no_text_still_give_json(self):
        done = self.good("search", "*", "-", "--input-format", "text", stdin=b"caf\xe9\n")
        self.assertEqual(len(done.rows()), 1)


class Time(Case):
    def test_now_is_what_the_command_line_says(self):
        row = self.good("search", "| makeresults | eval n=now() | table n", "--now", "2026-03-02T18:00:00Z").rows()[0]
        self.assertEqual(row["n"], 1772474400)
        self.assertEqual(self.good("search", "| makeresults | eval n=now() | table n", "--now", "1772474400").rows()[0], row)

    def test_the_zone_is_utc_unless_named(self):
        spl = '| makeresults | eval t=strftime(0, "%H:%M %z") | table t'
        self.assertEqual(self.good("search", spl).rows(), [{"t": "00:00 +0000"}])
        self.assertEqual(self.good("search", spl, "--tz", "Asia/Tokyo").rows(), [{"t": "09:00 +0900"}])
        self.assertEqual(self.good("search", spl, TZ="Asia/Tokyo").rows(), [{"t": "09:00 +0900"}])

    def times(self, *options):
        rows = self.good("search", "* | sort _time | table _time", "-", "--input-format", "rows", *options,
                         stdin=ndjson(LOGINS)).rows()
        return [int(row["_time"]) - 1772476200 for row in rows]

    def test_earliest_is_included_and_latest_is_not(self):
        self.assertEqual(self.times(), [0, 60, 120, 180])
        self.assertEqual(self.times("--earliest", "1772476260"), [60, 120, 180])
        self.assertEqual(self.times("--latest", "1772476260"), [0])
        self.assertEqual(self.times("--earliest", "1772476260", "--latest", "1772476380"), [60, 120])

    def test_bounds_may_be_relative_to_now(self):
        self.assertEqual(self.times("--now", "1772476380", "--earliest", "-1m@m"), [120, 180])

    def test_bounds_in_the_search_win(self):
        rows = self.good("search", "earliest=0 | stats count", "-", "--input-format", "rows", "--earliest", "1772476380",
                         stdin=ndjson(LOGINS)).rows()
        self.assertEqual(rows, [{"count": 4}])

    def test_bounds_hold_for_events_too(self):
        log = "".join(json.dumps({"eventVersion": "1.09", "eventSource": "s", "eventName": "N", "awsRegion": "r",
                                  "eventTime": f"2026-03-02T18:0{minute}:00Z"}) + "\n" for minute in range(6))
        rows = self.good("search", "eventName=N | stats count", "-", "--earliest", "2026-03-02T18:02:00Z", "--latest",
                         "2026-03-02T18:04:00Z", stdin=log).rows()
        self.assertEqual(rows, [{"count": 2}])


class Limits(Case):
    def test_a_cap_that_bites_is_said_and_can_be_lifted(self):
        events = ndjson([{"n": str(n)} for n in range(150)])
        spl = "* | stats list(n) AS n | eval n=mvcount(n)"
        done = self.good("search", spl, "-", "--input-format", "rows", stdin=events)
        self.assertEqual(done.rows(), [{"n": 100}])
        self.assertIn("100", done.err)
        lifted = self.good("search", spl, "-", "--input-format", "rows", "--no-caps", stdin=events)
        self.assertEqual(lifted.rows(), [{"n": 150}])

    def test_memory_that_is_not_enough_is_said(self):
        events = ndjson([{"n": "x" * 1000 + str(n)} for n in range(3000)])
        done = self.karst("search", "* | reverse", "-", "--input-format", "rows", "--max-memory", "1M", stdin=events)
        self.assertEqual(done.code, 2)
        self.assertIn("memory", done.err)

    def test_rows_that_do_not_fit_into_memory_are_sorted_on_disk(self):
        # 60 MB, in no order, with many events of one time and of one number.
        line = '{"time":%d,"n":"%d","user":"u%d","text":"' + "x" * 950 + '"}\n'
        self.write("log.ndjson", "".join(line % (1772474400 + n * 7919 % 500, n * 6007 % 1000, n % 7) for n in range(60_000)))
        for spl in ["* | sort 0 n", "* | dedup 9 n user | eventstats count BY user | fields n user count"]:
            whole = self.good("search", spl, "log.ndjson")
            limited = self.good("search", spl, "log.ndjson", "--max-memory", "20M", "-v")
            self.assertTrue(whole.out == limited.out, spl)  # the difference would be long
            self.assertEqual(limited.err.count("temporary files"), 1)


class Knowledge(Case):
    PACK = """
pack: acme_doors
match: {sourcetype: "acme:doors"}
alias: {card: user}
eval: {vendor_product: '"Acme Doors"'}
macros: {doors: 'sourcetype="acme:doors"'}
"""

    def test_packs_of_the_user_add_fields_and_macros(self):
        self.write("packs/doors.yml", self.PACK)
        rows = self.good("search", "`doors` | table user vendor_product", "-", "--packs", "packs", "--sourcetype", "acme:doors",
                         stdin='{"card":"dana"}\n').rows()
        self.assertEqual(rows, [{"user": "dana", "vendor_product": "Acme Doors"}])

    def test_a_wrong_pack_is_refused_with_its_place(self):
        self.write("packs/doors.yml", self.PACK.replace("'\"Acme Doors\"'", "mvcuont(card)"))
        message = self.refused("search", "*", "-", "--packs", "packs")
        self.assertIn("error[spl-unknown-function]", message)
        self.assertIn("packs/doors.yml:5:", message)

    def test_a_file_fills_the_empty_table_of_its_name(self):
        for name, table in {"cim_corporate_web_domain_lookup": "domain\nacme.example\n", "known": "domain,owner\nacme.example,dana\n",
                            "previously_seen_ec2_amis.csv": "amiID,earliest,latest\nami-1,1,2\n"}.items():
            self.write(f"content/lookups/{name.removesuffix('.csv')}.csv", table)
        self.write("content/lookups/known.yml", "name: known\ndescription: d\nlookup_type: kvstore\nfields: [_key, domain, owner]\n")
        self.write("events.ndjson", '{"query":"acme.example"}\n{"query":"other.example"}\n')
        content = ("--content", self.folder / "content")
        own = 'search * | search `cim_corporate_web_domain_search("query")` | lookup known domain AS query OUTPUT owner | table query owner'
        self.assertEqual(self.good("search", own, self.folder / "events.ndjson", *content).rows(), [{"query": "acme.example", "owner": "dana"}])
        self.assertEqual(self.good("search", own.replace("lookup known domain AS query OUTPUT owner | ", ""), self.folder / "events.ndjson").rows(), [])
        self.assertEqual(self.good("search", "| inputlookup previously_seen_ec2_amis.csv | table amiID", *content).rows(), [{"amiID": "ami-1"}])

    def test_content_gives_macros_and_lookups(self):
        self.write("content/macros/who.yml", "name: who\narguments: [u]\ndefinition: user=$u$\n")
        self.write("content/lookups/teams.yml", "name: teams\nfilename: teams.csv\ndescription: d\n")
        self.write("content/lookups/teams.csv", "user,team\ndana,red\n")
        rows = self.good("search", "`who(dana)` | lookup teams user OUTPUT team | stats count BY team", "-", "--input-format",
                         "rows", "--content", "content", stdin=ndjson(LOGINS)).rows()
        self.assertEqual(rows, [{"team": "red", "count": 3}])


if __name__ == "__main__":
    unittest.main()

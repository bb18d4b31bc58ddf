"""What the built-in data models make of the fields of events."""

import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from karst_process import Case  # noqa: E402


class Web(Case):
    def test_the_domain_of_a_url_needs_no_scheme(self):
        urls = {"www.example.com/a?b=c": "www.example.com", "https://dana@example.org:8443/x": "example.org", "example.net": "example.net",
                "/only/a/path": None}
        for url, domain in urls.items():
            event = json.dumps({"ClientIP": "192.0.2.7", "action": "Allowed", "deviceowner": "dana", "requestmethod": "GET", "url": url,
                                "urlcategory": "Games"})
            found = self.good("search", "| tstats count from datamodel=Web by Web.url Web.url_domain", "-", "--sourcetype", "zscalernss-web",
                              stdin=event + "\n").rows()
            self.assertEqual([row["Web.url_domain"] for row in found], [] if domain is None else [domain], url)


class IdentityManagement(Case):
    def test_a_table_of_identities_given_as_an_event_file_is_in_the_model(self):
        table = self.folder / "identity_lookup_expanded.csv"
        table.write_text("identity,first,startDate,bunit\ndana,Dana,1770000000,it\nlee,Lee,02/03/2026 04:05,hr\n")
        found = self.good("search", "| from datamodel Identity_Management.All_Identities | table identity startDate bunit", table).rows()
        self.assertEqual([(row["identity"], str(row["startDate"]), row["bunit"]) for row in found],
                         [("dana", "1770000000", "it"), ("lee", "1770091500", "hr")])


class Endpoint(Case):
    def test_a_process_without_a_loaded_file_has_an_unknown_one(self):
        event = json.dumps({"event_simpleName": "ProcessRollup2", "aid": "a1", "cid": "c1", "ConfigBuild": "1", "ImageFileName": "/bin/ls"})
        found = self.good("search", "| tstats count from datamodel=Endpoint.Processes by Processes.process_name Processes.loaded_file", "-",
                          "--sourcetype", "crowdstrike:events:sensor", stdin=event + "\n").rows()
        self.assertEqual(found, [{"Processes.process_name": "ls", "Processes.loaded_file": "unknown", "count": 1}])


class Updates(Case):
    def test_what_the_update_client_of_windows_reports_is_an_update(self):
        event = ("<Event><System><Provider Name='Microsoft-Windows-WindowsUpdateClient'/><EventID>19</EventID>"
                 "<TimeCreated SystemTime='2026-02-03T04:05:06.5Z'/><Channel>System</Channel><Computer>pc7</Computer></System>"
                 "<EventData><Data Name='updateTitle'>Acme Update (KB123456)</Data></EventData></Event>")
        found = self.good("search", "| tstats count from datamodel=Updates where Updates.status=Installed by Updates.dest Updates.vendor_product"
                          " Updates.signature_id", "-", stdin=event + "\n").rows()
        self.assertEqual(found, [{"Updates.dest": "pc7", "Updates.vendor_product": "Microsoft Windows", "Updates.signature_id": "KB123456",
                                  "count": 1}])


if __name__ == "__main__":
    unittest.main()

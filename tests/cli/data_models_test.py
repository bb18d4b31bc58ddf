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


if __name__ == "__main__":
    unittest.main()

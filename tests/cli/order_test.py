"""Searches whose result depends on the order of events get them newest first, whatever the order of the file is."""

import json
import os
import subprocess
import tempfile
import unittest

KARST = os.environ["KARST"]


def events(times):
    return "".join(json.dumps({"time": f"2026-03-02T10:00:{second:02d}Z", "user": user}) + "\n" for second, user in times)


class Order(unittest.TestCase):
    def rows(self, spl, text):
        with tempfile.NamedTemporaryFile("w", suffix=".ndjson") as file:
            file.write(text)
            file.flush()
            done = subprocess.run([KARST, "search", spl, file.name, "--format", "ndjson"], capture_output=True, text=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    OLDEST_FIRST = events([(1, "ann"), (2, "bob"), (3, "ann")])
    NEWEST_FIRST = events([(3, "ann"), (2, "bob"), (1, "ann")])

    def test_head_keeps_the_newest_events(self):
        for text in (self.OLDEST_FIRST, self.NEWEST_FIRST):
            self.assertEqual([row["_time"] for row in self.rows("* | head 1 | table _time", text)], [1772445603])

    def test_dedup_keeps_the_newest_event_of_each_value(self):
        rows = self.rows("* | dedup user | table _time user", self.OLDEST_FIRST)
        self.assertEqual([(row["user"], row["_time"]) for row in rows], [("ann", 1772445603), ("bob", 1772445602)])

    def test_first_is_of_the_newest_event_and_last_of_the_oldest(self):
        rows = self.rows("* | stats first(_time) AS f last(_time) AS l", self.OLDEST_FIRST)
        self.assertEqual(str(rows[0]["f"]), "1772445603")
        self.assertEqual(str(rows[0]["l"]), "1772445601")

    def test_events_without_a_time_come_last(self):
        rows = self.rows("* | head 3 | table user", '{"user": "nobody"}\n' + self.OLDEST_FIRST)
        self.assertEqual([row["user"] for row in rows], ["ann", "bob", "ann"])


if __name__ == "__main__":
    unittest.main()

"""Small events and rules for the tests of the command line."""

import json

LOGINS = [
    {"_time": 1772476200, "action": "failure", "user": "dana", "src": "203.0.113.50"},
    {"_time": 1772476260, "action": "failure", "user": "dana", "src": "203.0.113.50"},
    {"_time": 1772476320, "action": "success", "user": "dana", "src": "203.0.113.50"},
    {"_time": 1772476380, "action": "success", "user": "erik", "src": "10.0.0.7"},
]

# Events that karst reads as logs, not as result rows: JSON with a time of its own.
LOG = "".join(
    json.dumps({"time": f"2026-03-02T18:{minute:02}:00Z", "user": user, "n": minute}) + "\n"
    for minute, user in [(1, "dana"), (2, "erik"), (3, "dana"), (4, "fay")]
)


def rule(name, search, **keys):
    """A rule of the newest schema as YAML (JSON is YAML)."""
    known = {
        "name": name,
        "id": f"00000000-0000-4000-8000-{abs(hash(name)) % 10**12:012}",
        "version": 1,
        "creation_date": "2026-01-01",
        "modification_date": "2026-01-02",
        "author": "A Test",
        "status": "production",
        "type": "TTP",
        "description": f"{name}.",
        "search": search,
    }
    return json.dumps(known | keys, indent=1)


ENTITY = {"intermediate_findings": {"entities": [{"field": "user", "type": "user", "score": 50, "message": "$user$ was seen"}]}}

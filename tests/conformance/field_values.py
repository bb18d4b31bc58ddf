"""The values that karst gives the fields of real events, against those of Splunk's add-ons (expected/fields).

    KARST=build/release/karst python3 tests/conformance/field_values.py PREFIX…

Runs the tool that stands beside the expectations over the files whose name begins with a PREFIX.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from shared_folder import KARST, shared, skip, yaml


def main():
    yaml()
    tool = shared("tools", "fields.py")
    files = [file for prefix in sys.argv[1:] for file in sorted(shared("expected", "fields").glob(f"{prefix}*.jsonl"))]
    if not files:
        skip("no expectations of that name")
    with tempfile.TemporaryDirectory() as name:
        for file in files:
            (Path(name) / file.name).symlink_to(file)
        return subprocess.run([sys.executable, tool, KARST, "--fields", name, "-v"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

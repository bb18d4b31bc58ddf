"""The whole corpus over all shared events: with the index and without it, the same findings.

    KARST=build/release/karst python3 tests/conformance/index_agrees.py
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from shared_folder import KARST, shared

SAMPLES = {"gen_cloudtrail.py": [[]], "gen_sysmon.py": [["--form", "xml"], ["--form", "json"]]}


def findings(inputs, *options):
    rules = shared("security_content", "detections")
    run = subprocess.run(
        [KARST, "detect", str(rules), "--keep-going", "-q", "-f", "ndjson", "-i", *map(str, inputs), *options],
        capture_output=True,
        check=False,
    )
    if run.returncode != 0:
        sys.exit(f"karst detect {' '.join(options)}: exit code {run.returncode}\n{run.stderr.decode()[-2000:]}")
    return run.stdout.splitlines()


def samples(folder, megabytes):
    """So many megabytes of each generator of events."""
    for tool, forms in SAMPLES.items():
        for number, form in enumerate(forms):
            out = Path(folder) / f"{tool}.{number}.log"
            subprocess.run(
                [sys.executable, str(shared("tools", tool)), "--mb", megabytes, "--out", str(out), *form],
                check=True,
                capture_output=True,
            )
            yield out


def main():
    with tempfile.TemporaryDirectory() as folder:
        made = list(samples(folder, "0.5" if "--samples-only" in sys.argv else "2"))
        for inputs in [made] if "--samples-only" in sys.argv else [[shared("events")], made]:
            plain = findings(inputs, "--no-index")
            if not plain:
                sys.exit(f"no findings over {inputs}: nothing was compared")
            for options in ([], ["-j", "2"]):
                found = findings(inputs, *options)
                if found != plain:
                    differing = next(pair for pair in zip(found + [b""], plain + [b""]) if pair[0] != pair[1])
                    sys.exit(f"{inputs} {options}: with the index\n{differing[0]!r}\nwithout\n{differing[1]!r}")
            print(f"{len(plain)} findings are the same")


main()

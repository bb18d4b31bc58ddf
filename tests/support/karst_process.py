"""What the tests in python share: the binary, run as a user runs it, in a folder of its own."""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KARST = os.environ.get("KARST", str(ROOT / "build" / "release" / "karst"))


class Finished:
    """A process that ended."""

    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout.decode()
        self.err = done.stderr.decode()

    def json(self):
        return json.loads(self.out)

    def rows(self):
        return [json.loads(line) for line in self.out.splitlines()]


def karst(*arguments, stdin=b"", cwd=ROOT, **environment):
    if isinstance(stdin, str):
        stdin = stdin.encode()
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("KARST_", "NO_COLOR", "TZ"))}
    given = {"stdin": stdin} if hasattr(stdin, "fileno") else {"input": stdin}
    done = subprocess.run(
        [KARST, *map(str, arguments)],
        **given,
        capture_output=True,
        cwd=cwd,
        timeout=120,
        env=inherited | environment,
    )
    return Finished(done)


def ndjson(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


class Case(unittest.TestCase):
    """A test with a folder of its own, in which karst runs."""

    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def karst(self, *arguments, **options):
        return karst(*arguments, **({"cwd": self.folder} | options))

    def good(self, *arguments, **options):
        """A run that must end well."""
        done = self.karst(*arguments, **options)
        self.assertEqual(done.code, 0, done.err + done.out[:2000])
        return done

    def refused(self, *arguments, **options):
        """A run that cannot be done: code 2, a message on standard error, nothing on standard output."""
        done = self.karst(*arguments, **options)
        self.assertEqual(done.code, 2, done.err + done.out[:2000])
        self.assertEqual(done.out, "")
        self.assertNotEqual(done.err.strip(), "")
        return done.err

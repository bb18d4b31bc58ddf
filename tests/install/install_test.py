"""cmake --install gives headers, an archive and a CMake package, with which a program outside the tree is built."""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from karst_process import ROOT  # noqa: E402

PROGRAM = ROOT / "examples" / "library"
CMAKE = os.environ.get("KARST_CMAKE", "cmake")
LOCAL_INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)


def run(*command: object) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{command}: {done.stdout}{done.stderr}")
    return done.stdout


@unittest.skipUnless(os.environ.get("KARST_BUILD"), "KARST_BUILD names no build folder")
class Install(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.prefix = Path(folder.name) / "prefix"
        self.build = Path(folder.name) / "build"
        run(CMAKE, "--install", os.environ["KARST_BUILD"], "--prefix", self.prefix, "--component", "development")

    def test_a_program_outside_the_tree_is_built_with_the_installed_library_and_finds(self) -> None:
        sanitize = os.environ.get("KARST_SANITIZE")
        flags = f"-fsanitize={sanitize}" if sanitize else ""
        run(CMAKE, "-S", PROGRAM, "-B", self.build, f"-DCMAKE_PREFIX_PATH={self.prefix}", f"-DCMAKE_CXX_FLAGS={flags}")
        run(CMAKE, "--build", self.build)
        lines = run(self.build / "detect_in_memory").splitlines()
        self.assertEqual(lines[0], "Many failed logins: dana")
        self.assertEqual(json.loads(lines[1])["result"], {"user": "dana", "count": 2})
        self.assertEqual(len(lines), 2)

    def test_installed_headers_include_nothing_that_is_not_installed(self) -> None:
        headers = sorted((self.prefix / "include").rglob("*.h"))
        self.assertGreater(len(headers), 10)
        for header in headers:
            for included in LOCAL_INCLUDE.findall(header.read_text(encoding="utf-8")):
                self.assertTrue((self.prefix / "include" / included).exists(), f"{header.name} includes {included}")
        shared = (self.prefix / "include" / "karst" / "karst.h").read_text(encoding="utf-8")
        missing = [path.name for path in headers if path.name != "karst.h" and f'"karst/{path.name}"' not in shared]
        self.assertEqual(missing, [])


class Page(unittest.TestCase):
    def test_the_page_of_the_library_shows_the_program_as_it_is(self) -> None:
        page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
        for name in ["detect_in_memory.cc", "CMakeLists.txt"]:
            self.assertIn((PROGRAM / name).read_text(encoding="utf-8"), page, name)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])

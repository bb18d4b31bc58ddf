"""Runs the commands that the documentation shows over the example events.

    KARST=build/release/karst python3 tests/examples/docs_test.py
"""

import os
import re
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from karst_process import KARST, ROOT, Case  # noqa: E402


class Docs(Case):
    def commands_of(self, page):
        blocks = re.findall(r"^```sh\n(.*?)^```", (ROOT / page).read_text(), re.MULTILINE | re.DOTALL)
        lines = "".join(blocks).replace("\\\n", " ").splitlines()
        return [line for line in lines if line.startswith("karst ") and "examples/" in line]

    def run_page(self, page):
        (self.folder / "examples").symlink_to(ROOT / "examples")
        path = f"{Path(KARST).resolve().parent}:{os.environ['PATH']}"
        commands = self.commands_of(page)
        self.assertTrue(commands, page)
        for command in commands:
            done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=self.folder, env=os.environ | {"PATH": path},
                                  capture_output=True, text=True, timeout=120)
            self.assertEqual((done.returncode, done.stderr), (0, ""), command)
            self.assertTrue(done.stdout or " -o " in command, command)

    def test_the_commands_of_the_page_about_hunting(self):
        self.run_page("docs/how-to/hunt.md")

    def test_the_commands_of_the_readme(self):
        self.run_page("README.md")

    def test_every_link_between_pages_leads_somewhere(self):
        for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")]:
            for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text()):
                if "://" not in target:
                    self.assertTrue((page.parent / target).exists(), f"{page.relative_to(ROOT)}: {target}")


if __name__ == "__main__":
    unittest.main()

"""The folders stand on floors (floors.txt): includes and symbols go down, never up.

The order is declared in floors.txt alone. Two things are held to it: what files include, and which symbols their objects need
(a function that is declared by hand, past the include, would link otherwise).
"""

import os
import re
import subprocess
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)
# The most files that a folder may hold before its listing is no table of contents any more.
MAX_FILES = 44


def read_floors(text: str) -> dict[str, int]:
    """Each line of floors.txt with its number from below; `name/*` stands as it is, what follows `only` is left out."""
    lines = [line.split(" only ")[0].strip() for line in text.splitlines()]
    return {line: floor for floor, line in enumerate(line for line in lines if line and not line.startswith("#"))}


def read_only(text: str) -> dict[str, set[str]]:
    """The top folders that a line may include, of lines that say so."""
    lines = [line.split(" only ") for line in text.splitlines() if " only " in line and not line.startswith("#")]
    return {name.strip(): {*tops.split(), name.split("/")[0]} for name, tops in lines}


def is_public(header: str) -> bool:
    """True for a header of the library that is installed."""
    return header.startswith("karst/") and header.endswith(".h") and not header.endswith("_impl.h")


# A sentence that begins so leaves it to the reader to find the noun.
NO_NOUN = re.compile(r"// (What|Who|Whose|Where|How|Which|When|Whether|Why|For) ")


def says_what_it_is(line: str) -> bool:
    """True for the first line of a comment that begins with a noun phrase."""
    return line.startswith("// ") and NO_NOUN.match(line) is None


def line_of(folder: str, floors: dict[str, int]) -> str | None:
    """The line of floors.txt that a folder belongs to."""
    if folder in floors:
        return folder
    group = os.path.dirname(folder) + "/*"
    return group if group in floors else None


def allowed(user: str, used: str, floors: dict[str, int]) -> bool:
    """True when files of the folder `user` may include those of `used`."""
    if user == used:
        return True
    above, below = line_of(user, floors), line_of(used, floors)
    return above is not None and below is not None and floors[below] < floors[above]


def sources(root: Path, floors: dict[str, int]) -> dict[str, list[Path]]:
    """The C++ files of the rooms, by folder."""
    tops = {line.split("/")[0] for line in floors}
    found: dict[str, list[Path]] = {}
    for top in sorted(tops):
        for path in sorted((root / top).rglob("*")):
            if path.suffix in {".h", ".cc", ".inc"}:
                found.setdefault(str(path.parent.relative_to(root)), []).append(path)
    return found


def wrong_includes(root: Path, floors: dict[str, int]) -> list[str]:
    """Includes that go up, or to a neighbour, as "file includes header"."""
    wrong = []
    for folder, paths in sources(root, floors).items():
        for path in paths:
            for header in INCLUDE.findall(path.read_text(encoding="utf-8")):
                if (root / header).exists() and not allowed(folder, os.path.dirname(header), floors):
                    wrong.append(f"{path.relative_to(root)} includes {header}")
    return wrong


def includes_beyond(root: Path, floors: dict[str, int], only: dict[str, set[str]]) -> list[str]:
    """Includes of lines with `only` that are of other folders, or of a part of the library that is not installed."""
    wrong = []
    for folder, paths in sources(root, floors).items():
        tops = only.get(line_of(folder, floors) or "")
        for path in paths if tops else []:
            for header in INCLUDE.findall(path.read_text(encoding="utf-8")):
                top = header.split("/")[0]
                if (root / header).exists() and (top not in tops or (top == "karst" and not is_public(header))):
                    wrong.append(f"{path.relative_to(root)} includes {header}")
    return wrong


class Floors(unittest.TestCase):
    def setUp(self) -> None:
        self.text = (ROOT / "floors.txt").read_text(encoding="utf-8")
        self.floors = read_floors(self.text)

    def test_every_folder_of_code_has_a_floor(self) -> None:
        missing = [folder for folder in sources(ROOT, self.floors) if line_of(folder, self.floors) is None]
        self.assertEqual(missing, [])

    def test_every_line_names_a_folder_of_code(self) -> None:
        folders = set(sources(ROOT, self.floors))
        lines = {line_of(folder, self.floors) for folder in folders}
        self.assertEqual([line for line in self.floors if line not in lines], [])

    def test_no_include_goes_up(self) -> None:
        self.assertEqual(wrong_includes(ROOT, self.floors), [])

    def test_what_is_a_client_of_the_library_includes_nothing_behind_it(self) -> None:
        only = read_only(self.text)
        self.assertIn("cli/commands", only)
        self.assertEqual(includes_beyond(ROOT, self.floors, only), [])

    def test_headers_of_the_library_include_nothing_but_each_other(self) -> None:
        wrong = []
        for path in sorted((ROOT / "karst").glob("*.h")):
            if is_public(f"karst/{path.name}"):
                headers = INCLUDE.findall(path.read_text(encoding="utf-8"))
                wrong += [f"{path.name} includes {header}" for header in headers if not is_public(header)]
        self.assertEqual(wrong, [])

    def test_a_line_may_say_what_it_includes_at_most(self) -> None:
        self.assertEqual(read_only("base\ncli/x only base karst\n"), {"cli/x": {"base", "karst", "cli"}})
        self.assertEqual(read_floors("base\ncli/x only base karst\n"), {"base": 0, "cli/x": 1})
        self.assertFalse(is_public("karst/engine_impl.h"))

    def test_a_wrong_include_is_found(self) -> None:
        floors = read_floors("# lowest first\nbase\n\nparser/grammar\nparser/commands/*\nparser\n")
        self.assertTrue(allowed("parser/grammar", "base", floors))
        self.assertFalse(allowed("base", "parser/grammar", floors))
        self.assertFalse(allowed("parser/commands/text", "parser/commands/time", floors))
        self.assertFalse(allowed("parser/grammar", "parser", floors))

    def test_no_folder_holds_more_than_can_be_taken_in(self) -> None:
        large = {folder: len(paths) for folder, paths in sources(ROOT, self.floors).items() if len(paths) > MAX_FILES}
        self.assertEqual(large, {})

    def test_every_header_begins_by_saying_what_it_is(self) -> None:
        wrong = []
        for paths in sources(ROOT, self.floors).values():
            for path in paths:
                first = path.read_text(encoding="utf-8").split("\n", 1)[0]
                if path.suffix == ".h" and not says_what_it_is(first):
                    wrong.append(f"{path.relative_to(ROOT)}: {first}")
        self.assertEqual(wrong, [], "a header begins with a comment whose first sentence is a noun phrase")

    def test_a_header_that_asks_instead_of_saying_is_found(self) -> None:
        self.assertTrue(says_what_it_is("// Literal index: finds which of many texts occur in another."))
        self.assertFalse(says_what_it_is("// What a scan looks for."))
        self.assertFalse(says_what_it_is("#pragma once"))


# The build folder holds the program karst, so the objects of the folder karst/ lie in another.
BUILT_IN = {"library": "karst"}
OBJECT = re.compile(r"^(?P<top>[^/]+)/CMakeFiles/(?P<target>[^/]+)\.dir/(?P<path>.*)\.cc\.o$")


def folder_of_object(relative: str) -> str | None:
    """The folder of an object's source; nothing for objects of several sources (unity builds) and generated ones."""
    match = OBJECT.match(relative)
    if match is None or "Unity" in relative:
        return None
    path = f"{BUILT_IN.get(match['top'], match['top'])}/{match['path']}"
    return os.path.dirname(path) if (ROOT / f"{path}.cc").exists() else None


def symbols(path: Path, *options: str) -> set[str]:
    """The names that nm prints for an object file."""
    printed = subprocess.run(["nm", "--format=posix", *options, path], capture_output=True, text=True, check=True)
    return {line.split(" ")[0] for line in printed.stdout.splitlines() if "5karst" in line.split(" ")[0]}


@unittest.skipUnless(os.environ.get("KARST_BUILD"), "KARST_BUILD names no build folder")
class Symbols(unittest.TestCase):
    def test_no_object_needs_a_symbol_of_a_higher_floor(self) -> None:
        build = Path(os.environ["KARST_BUILD"])
        floors = read_floors((ROOT / "floors.txt").read_text(encoding="utf-8"))
        home: dict[str, set[str]] = {}
        needs: dict[str, tuple[str, set[str]]] = {}
        for path in build.rglob("*.cc.o"):
            relative = str(path.relative_to(build))
            folder = folder_of_object(relative)
            if folder is None or line_of(folder, floors) is None:
                continue
            for symbol in symbols(path, "--defined-only", "--extern-only"):
                home.setdefault(symbol, set()).add(folder)
            needs[relative] = (folder, symbols(path, "--undefined-only"))
        self.assertGreater(len(needs), 100, "the build folder has objects")
        wrong = []
        for relative, (folder, wanted) in needs.items():
            for symbol in wanted:
                if symbol in home and not any(allowed(folder, other, floors) for other in home[symbol]):
                    wrong.append(f"{relative} needs {symbol} of {', '.join(sorted(home[symbol]))}")
        self.assertEqual(sorted(wrong), [])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])

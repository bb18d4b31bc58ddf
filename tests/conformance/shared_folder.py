"""Where the shared cases, rules and events are: not part of the repository."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KARST = os.environ.get("KARST", str(ROOT / "build" / "release" / "karst"))
SKIPPED = 77  # what ctest takes for "could not be run here"

sys.path.insert(0, str(ROOT / "tests" / "support"))


def shared(*parts):
    """A path in the shared folder; ends the test as skipped where there is no such folder."""
    named = os.environ.get("KARST_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    path = folder.joinpath(*parts)
    if not path.exists():
        skip(f"{path} is not there")
    return path


def yaml():
    try:
        import yaml as module
    except ImportError:
        skip("needs python3-yaml")
    return module


def skip(why):
    print(f"skipped: {why}")
    sys.exit(SKIPPED)

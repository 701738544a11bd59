from __future__ import annotations

import runpy
from pathlib import Path

from planforge.resources import templates_folder

SCRIPT = Path(__file__).parent / "make_base.py"


def test_the_charter_is_what_its_script_makes() -> None:
    made = runpy.run_path(str(SCRIPT))["charter"]()
    assert made == (templates_folder() / "word" / "base.docx").read_bytes()


def test_the_script_makes_the_same_bytes_each_time() -> None:
    charter = runpy.run_path(str(SCRIPT))["charter"]
    assert charter() == charter()

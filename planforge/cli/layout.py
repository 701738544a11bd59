"""The layout pass that ``build --page-numbers`` asks for, or what to install for it."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from planforge.cli.console import say
from planforge.errors import OutputError
from planforge.values import plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.binder.layout import LayOut
    from planforge.cli.root import Settings

_NAMES = ("soffice", "libreoffice")
_USUAL = ("LibreOffice/program/soffice.com", "LibreOffice/program/soffice.exe")  # below Windows' folders of programs
_MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"


def page_layout(settings: Settings) -> LayOut:
    """LibreOffice, ready to lay files out and saying when it does. Raises ``OutputError`` when something lacks."""
    program = office_program()
    lacking = [] if program else ["LibreOffice"]
    if find_spec("pypdf") is None:
        lacking.append("la bibliothèque pypdf (pip install pypdf)")
    if lacking:
        raise OutputError(
            f"--page-numbers : installez {' et '.join(lacking)}, ou retirez l’option. Rien n’a été écrit."
        )
    from planforge.binder.layout import LibreOffice  # noqa: PLC0415 - kept out of start-up

    office = LibreOffice(program)

    def lay_out(files: Mapping[str, bytes]) -> Mapping[str, Mapping[str, int]]:
        say(f"LibreOffice met en page {plural(len(files), 'document')}…", settings)
        return office.lay_out(files)

    return lay_out


def office_program() -> str:
    """Where LibreOffice is: on the path, or where its installer puts it; nothing when it is nowhere."""
    found = next((program for name in _NAMES if (program := shutil.which(name))), "")
    return found or next((str(place) for place in _usual_places() if place.is_file()), "")


def _usual_places() -> list[Path]:
    folders = [os.environ.get(name, "") for name in ("ProgramFiles", "ProgramFiles(x86)")]
    return [Path(folder, place) for folder in folders if folder for place in _USUAL] + [Path(_MAC)]

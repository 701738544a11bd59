"""Where the data files lie: inside the installed package, or beside it in a checkout. No other code knows."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def data_folder(name: str) -> Path:
    """The folder ``templates``, ``questionnaires`` or ``examples``.

    Looks under ``planforge/_data`` first (wheel), then beside the package (checkout, editable install).
    Raises ``FileNotFoundError`` when the installation is incomplete.
    """
    for candidate in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"Installation incomplète : le dossier « {name} » est introuvable.")


def templates_folder() -> Path:
    """Wording templates, sheet layouts and the Word charter."""
    return data_folder("templates")


def library_folder() -> Path:
    """Service types, application types, forms, scenarios, roles."""
    return data_folder("questionnaires") / "library"


def requirements_folder() -> Path:
    """Lists of requirements that a hospital is judged on."""
    return data_folder("questionnaires") / "requirements"


def questionnaires_folder() -> Path:
    """Questions, starter records and the fields that documents need."""
    return data_folder("questionnaires")


def examples_folder() -> Path:
    """Worked establishments: a record each, with the Markdown rendering of its binder."""
    return data_folder("examples")

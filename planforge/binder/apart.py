"""Documents that other commands than ``build`` write into its output folder: ``build`` does not miss them."""

from __future__ import annotations

_EVIDENCE = ("dossier-preuves.", "conformite.", "depot/")
_EXERCISES = "exercices/"
_DRILLS = "exercices/quart-d-heure/"


def is_apart(path: str) -> bool:
    """Whether a file of the output folder, by its path there, is written by ``evidence`` or ``exercise``."""
    if path.startswith(_EXERCISES):
        return not path.startswith(_DRILLS)
    return path.startswith(_EVIDENCE)

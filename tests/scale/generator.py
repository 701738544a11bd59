"""Writes the record of a university hospital, for tests of scale: the same bytes for the same numbers.

``python tests/scale/generator.py FOLDER``
"""

from __future__ import annotations

import sys
from pathlib import Path

_HEADER = (
    "yaml-language-server: $schema=.planforge/schema.json\n\nCHU d’essai, écrit par un programme : tout y est fictif."
)
_OWN_FILES = ("services", "applications", "infrastructure", "suppliers")


def write_chu(folder: Path, services: int = 120, applications: int = 400, seed: int = 1) -> None:
    """A whole record in ``folder``, split by top-level key."""
    # Imported here: run as a script, this file puts the checkout on the path before anything of it can be found.
    from planforge.model.plan import RESTRICTED_KEYS  # noqa: PLC0415 - see above
    from planforge.source import MAIN, RESTRICTED, write_yaml  # noqa: PLC0415 - see above
    from tests.scale.record import record  # noqa: PLC0415 - see above

    made = record(services, applications, seed)
    files = {MAIN: [key for key in made if key not in RESTRICTED_KEYS and key not in _OWN_FILES]}
    files |= {f"{key}.yaml": [key] for key in _OWN_FILES}
    files |= {RESTRICTED: [key for key in made if key in RESTRICTED_KEYS]}
    folder.mkdir(parents=True, exist_ok=True)
    for name, keys in files.items():
        text = write_yaml({key: made[key] for key in keys}, _HEADER)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    write_chu(Path(sys.argv[1]))

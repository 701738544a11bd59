from __future__ import annotations

import json
from datetime import date

import pytest

from planforge.analysis.written import Contents, Leak
from planforge.binder.contents_notes import contents_of, noted

WHOLE = Contents(
    "pca", "bloc", "PCA", restricted=True, version="1.2", date=date(2026, 11, 20), placeholders=3,
    promises=("garantit",), leaks=(Leak.KEY_PLACE, Leak.WEAKNESS), long_sheets=("Bloc",), code="7K4-Q2M",
)  # fmt: skip


@pytest.mark.parametrize("contents", [WHOLE, Contents("fiche", "urgences", "Fiche dégradée")])
def test_what_a_document_says_comes_back_from_a_file(contents: Contents) -> None:
    assert contents_of(json.loads(json.dumps(noted(contents)))) == contents


@pytest.mark.parametrize(
    "damage", [{"date": "hier"}, {"leaks": ["autre"]}, {"placeholders": None}, {"promises": 3}, {"of": ...}]
)
def test_a_damaged_note_is_refused(damage: dict[str, object]) -> None:
    note = {**noted(WHOLE), **damage}
    kept = {name: value for name, value in note.items() if value is not ...}
    with pytest.raises((ValueError, TypeError, KeyError)):
        contents_of(kept)

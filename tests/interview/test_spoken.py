from __future__ import annotations

from datetime import date

import pytest

from planforge.interview.binding import bind, list_shape
from planforge.interview.spoken import raw_of, say_answer, values_of, yes_or_no
from planforge.model.answer import Answer
from planforge.model.plan import Plan
from planforge.model.services import HarmAxis
from planforge.model.shapes import shape_of
from planforge.values import NBSP, read_duration, read_percent

ROOT = shape_of(Plan)
NAMES = {"dsi": "Directeur du SI", "dpi": "Dossier patient"}


def said(path: str, raw: object, key: str = "") -> str:
    item = list_shape(ROOT, "services").item
    root = item if key and item is not None else ROOT
    return say_answer(bind(root, path, key), raw, NAMES, NAMES).replace(NBSP, " ")  # type: ignore[arg-type]  # raw data


def test_answers_are_said_in_the_words_of_people() -> None:
    assert said("establishment.statute", "gcs") == "groupement de coopération sanitaire (GCS)"
    assert said("establishment.activities", ["mco", "psy"]) == "MCO, psychiatrie"
    assert said("governance.sponsor", "dsi") == "Directeur du SI"
    assert said("governance.committee", ["dsi", "inconnu"]) == "Directeur du SI, inconnu"
    assert said("continuity_means.recall_needs_it", "true") == "oui"
    assert said("document.version", {"value": "1.0", "source": "expert"}) == "1.0"
    assert said("applications", [{"application": "dpi", "level": "vital"}, {"level": "vital"}], "application") == (
        "Dossier patient"
    )
    assert said("establishment.ght", " ") == ""


def test_what_is_not_known_says_who_will_know_and_when() -> None:
    assert said("establishment.ght", "à compléter") == "je ne sais pas encore"
    detailed = {"unknown": {"ask": "RSSI", "due": "15/12/2026"}}
    assert said("establishment.ght", detailed) == "je ne sais pas encore (RSSI, 15/12/2026)"
    coded = {"unknown": {"ask": "dsi", "due": "2026-12-15"}}
    assert said("establishment.ght", coded) == "je ne sais pas encore (Directeur du SI, 15/12/2026)"
    assert said("establishment.ght", {"unknown": {"due": "fin décembre"}}) == "je ne sais pas encore (fin décembre)"


def test_a_date_is_said_as_people_write_it() -> None:
    assert said("document.date", "2026-10-12") == "12/10/2026"
    assert said("document.date", "bientôt") == "bientôt"


def test_the_values_of_an_answer_are_plain() -> None:
    sponsor = bind(ROOT, "governance.sponsor")
    assert values_of(sponsor, {"value": "dsi", "source": "expert"}) == ("dsi",)
    assert values_of(sponsor, "à compléter") == ()
    assert values_of(bind(ROOT, "governance.committee"), "dsi") == ("dsi",)
    assert yes_or_no("o") == "oui"
    assert yes_or_no("peut-être") == "peut-être"


@pytest.mark.parametrize(
    ("value", "raw"),
    [
        (None, ()),
        ("texte", ("texte",)),
        (True, ("oui",)),
        (12, ("12",)),
        (1200.5, ("1 200,5",)),
        (HarmAxis.SAFETY, ("safety",)),
        (read_duration("36 h"), ("1 j 12 h",)),
        (read_percent("82 %"), ("82 %",)),
        (date(2026, 11, 20), ("20/11/2026",)),
        (Answer(value="x"), ("x",)),
        (Answer(), ()),
        (Answer(min="2 h", likely="4 h", max="8 h"), ("2 h / 4 h / 8 h",)),
        (Answer(likely="4 h"), ("4 h",)),
        (("a", None, "b"), ("a", "b")),
    ],
)
def test_a_value_of_the_library_is_written_as_people_type_it(value: object, raw: tuple[str, ...]) -> None:
    assert raw_of(value) == raw

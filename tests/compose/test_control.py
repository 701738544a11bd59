from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from planforge.compose.control import ANIMATORS, control, version_code
from planforge.document.blocks import Paragraph
from planforge.document.documents import Revision
from planforge.document.text import Gap, text

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from tests.compose.records import Open


def test_the_reference_takes_the_prefix_of_the_hospital(context: Context, minimum: Context) -> None:
    assert control(context, "PCA").reference == "PCA-CHV"
    assert control(minimum, "PCA").reference == "PCA"


def test_control_says_version_date_status_and_people_by_function(context: Context) -> None:
    said = control(context, "PCA")
    assert (said.version, said.date, said.status) == ("1.2", date(2026, 11, 20), "projet")
    assert said.authors == "RSSI"
    assert said.reviewers == Gap()
    assert said.revisions == (Revision("1.1", date(2025, 11, 20), "RSSI", "Première version"),)


def test_what_nobody_gave_is_a_gap_with_who_and_when(open_context: Open) -> None:
    asked = {"unknown": {"ask": "direction", "due": "2027-01-31"}}
    context = open_context(
        {
            "document.version": asked,
            "document.approvers": asked,
            "document.next_review": asked,
            "document.revisions.0.author": asked,
        }
    )
    said = control(context, "PCA")
    assert said.version == said.approvers == said.next_review == Gap("Directrice", date(2027, 1, 31))
    assert said.revisions[0].author == "À COMPLÉTER (Directrice, avant le\u00a031/01/2027)"


def test_restricted_documents_are_marked(context: Context, open_context: Open) -> None:
    assert control(context, "PCA").marking == "Diffusion interne"
    assert control(context, "PRA", restricted=True).marking == "TLP:AMBER – annexe restreinte"
    own = open_context({"document.marking": "TLP:GREEN", "document.restricted_marking": "TLP:RED"})
    assert control(own, "PCA").marking == "TLP:GREEN"
    assert control(own, "PRA", restricted=True).marking == "TLP:RED"


def test_restricted_documents_and_those_of_an_exercise_go_to_few(context: Context, open_context: Open) -> None:
    shared = open_context({"document.distribution": ["Directoire", "Cellule de crise"]})
    assert control(shared, "PCA").distribution == "Directoire, Cellule de crise"
    assert control(context, "PCA").distribution == Gap()
    kept = control(shared, "PRA", restricted=True).distribution
    assert kept == "Cellule de crise et RSSI (ou responsable informatique) seulement"
    assert control(shared, "EXO-GUIDE", restricted=True, readers=ANIMATORS).distribution == ANIMATORS


@given(st.text(), st.text())
def test_the_version_code_follows_the_content(one: str, other: str) -> None:
    codes = [version_code((Paragraph(text(words)),)) for words in (one, other)]
    assert (codes[0] == codes[1]) is (one == other)
    assert all(len(code) == 7 and code[3] == "-" and not set(code) & set("ILOU") for code in codes)

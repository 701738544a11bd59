"""The paper forms of the library as somebody fills them by hand at three in the morning."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml

from planforge.compose.form_parts import packed, part_rows, usual_fields
from planforge.library.types import Form, FormPart, FormPartKind
from planforge.model.people import Domain
from planforge.model.workflow import Reentry
from planforge.resources import library_folder, templates_folder

PATIENT_FREE = {"F-STERI", "F-LOG", "F-TEMPS", "F-GTB", "F-MC", "F-REST", "F-EMARG"}
READ_AGAIN = {"F-PRE", "F-HEBDO", "F-PSL", "F-STUP", "F-CHIMIO", "F-RT"}  # every line, by a second person
FORM_DOMAINS = {
    Domain.MEDICINES: ("F-PRE", "F-HEBDO", "F-STUP", "F-CHIMIO", "F-ANES", "F-REA"),
    Domain.LABORATORY: ("F-BIO", "F-BIOR", "F-ACP"),
    Domain.BLOOD: ("F-PSL",),
    Domain.IDENTITY: ("F-ID", "F-NN"),
    Domain.IMAGING: ("F-IMG", "F-IMGR"),
    Domain.HYGIENE: ("F-HYG", "F-STERI", "F-ENDO"),
    Domain.RADIATION: ("F-RT",),
}


@cache
def forms() -> dict[str, Form]:
    raw = yaml.load((library_folder() / "forms.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
    return {one["id"]: Form.model_validate(one) for one in raw["forms"]}


def form_rows(form: Form) -> tuple[tuple[FormPart, ...], ...]:
    """The parts of a form with the fields that are the same on every form."""
    return part_rows(form, usual_fields([templates_folder()]))


def asked_on(form: Form) -> str:
    """Every word that a form asks, in small letters."""
    parts = [part for row in form_rows(form) for part in row]
    fields = [field.label for part in parts for field in part.fields]
    columns = [column.title for part in parts for column in part.columns]
    return " | ".join([*(part.name for part in parts), *fields, *columns, *(one.note for one in parts)]).lower()


def each_form(function: Any) -> Any:
    return pytest.mark.parametrize("code", sorted(forms()))(function)


@pytest.mark.parametrize("code", ["F-PRE", "F-HEBDO"])
def test_prescription_has_allergies_and_weight_first(code: str) -> None:
    first = forms()[code].parts[0]
    assert first.stop
    assert first.fields[0].label.startswith("Allergies")
    assert first.fields[1].label.startswith("Poids")


@each_form
def test_every_form_with_a_patient_asks_who_and_when(code: str) -> None:
    form = forms()[code]
    asked = asked_on(form)
    kinds = [part.kind for part in form.parts]
    if code not in PATIENT_FREE:
        named = FormPartKind.IDENTITY in kinds or "nom" in asked
        assert named, f"{code} : identité"
        if FormPartKind.IDENTITY in kinds:
            before = form.parts[: kinds.index(FormPartKind.IDENTITY)]
            assert all(part.stop for part in before) or code in {"F-ID", "F-EI"}, f"{code} : identité d’abord"
    for word in ("date", "heure", "signature"):
        assert word in asked, f"{code} : {word}"


@each_form
def test_the_parts_of_a_form_fill_their_rows_and_leave_room_to_write(code: str) -> None:
    form = forms()[code]
    assert len(form.parts) >= 4, code
    assert len({part.id for part in form.parts}) == len(form.parts), code
    assert any(part.grow for part in form.parts), f"{code} : rien ne remplit la page"
    assert [part.span for part in form.parts] == [part.span for row in form_rows(form) for part in row], code
    for part in form.parts:
        where = f"{code}.{part.id}"
        least = 6 if part.kind is FormPartKind.CHECKS else 0 if part.kind is FormPartKind.TEXT else 7
        assert part.height >= least, where
        asked = [(field, field.width or 12 // part.across) for field in part.fields]
        assert [width for _, width in asked] == [width for line in packed(asked) for _, width in line], where
        assert len({column.title for column in part.columns}) == len(part.columns), where
        assert len(part.columns) != 1, where


@each_form
def test_a_form_says_its_use_and_what_becomes_of_it(code: str) -> None:
    form = forms()[code]
    assert form.use.endswith("."), code
    assert form.parts[-1].kind is FormPartKind.RETURN or code == "F-REA", code
    longest = {Reentry.AT_ONCE: (3, 20), Reentry.SCANNED: (1, 5), Reentry.PAPER: (0, 0)}
    assert form.reentry is not None, code
    fewest, most = longest[form.reentry]
    assert fewest <= form.minutes <= most, code
    share = 0 if form.reentry is Reentry.PAPER else 100 if code in READ_AGAIN else 10
    assert (form.checked.value if form.checked else 0) == share, code


def test_the_domain_of_a_form_is_the_one_that_its_referent_validates() -> None:
    assert {code: form.domain for code, form in forms().items() if form.domain} == {
        code: domain for domain, codes in FORM_DOMAINS.items() for code in codes
    }

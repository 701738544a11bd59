from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforge.errors import Problem, RecordError
from planforge.source import read_bytes
from planforge.source.decoding import MOST_BYTES
from planforge.values import french

TEXT = "nom: Hôpital été\r\n"
AS_UTF8 = "Dans le Bloc-notes : Fichier › Enregistrer sous, puis choisissez l’encodage « UTF-8 »."


def refusal(data: bytes) -> Problem:
    with pytest.raises(RecordError) as caught:
        read_bytes(data, "planforge.yaml")
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    ],
    ids=["utf-8", "bom", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_unicode_files_are_read_and_keep_their_line_ends(data: bytes) -> None:
    assert read_bytes(data, "f") == TEXT


def test_windows_1252_is_named_with_the_place_of_its_first_letter() -> None:
    problem = refusal("id: x\nnom: Hôpital\n".encode("cp1252"))
    assert problem.code == "source.encoding"
    assert problem.message == french(
        "Ce fichier est enregistré en Windows-1252, pas en UTF-8 : « ô » ne peut pas être lu."
    )
    assert str(problem.location) == "planforge.yaml:2:7"
    assert problem.hint == french(AS_UTF8)
    assert problem.frame == "1 | id: x\n2 | nom: Hôpital\n  |       ^\n3 |"


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"a: \x00", "source.binary", "Ce fichier contient des octets nuls : ce n’est pas du texte."),
        (b"\x00\xff\xfe\x80", "source.binary", "Ce fichier n’est pas du texte, ou il est abîmé."),
        (b"\xff\xfea", "source.binary", "Ce fichier n’est pas du texte, ou il est abîmé."),
        (b"PK\x03\x04...", "source.binary", "Ce fichier est un document bureautique, pas un fichier texte."),
        (b"%PDF-1.7", "source.binary", "Ce fichier est un document bureautique, pas un fichier texte."),
        (
            b" " * (MOST_BYTES + 1),
            "source.too_large",
            "Le fichier pèse 20 Mo : c’est trop pour un dossier d’établissement.",
        ),
    ],
    ids=["nul", "bytes", "half a letter", "zip", "pdf", "large"],
)
def test_what_is_not_text_is_refused(data: bytes, code: str, message: str) -> None:
    problem = refusal(data)
    assert (problem.code, french(problem.message)) == (code, french(message))
    assert problem.hint


@given(st.binary())
def test_any_bytes_give_text_or_a_record_error(data: bytes) -> None:
    try:
        text = read_bytes(data, "f")
    except RecordError as error:
        text = str(error)
    assert "\x00" not in text

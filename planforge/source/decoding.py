"""Bytes of a file made text: UTF-8 or UTF-16 with its mark; anything else is named, never guessed."""

from __future__ import annotations

import codecs

from planforge.errors import Location, Problem, RecordError
from planforge.source.tree import Fault, Lines

MOST_BYTES = 20 * 1024 * 1024
# The longer mark first: UTF-32 begins like UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
_AS_UTF8 = "Dans le Bloc-notes : Fichier › Enregistrer sous, puis choisissez l’encodage « UTF-8 »."


def read_bytes(data: bytes, file: str) -> str:
    """The text of the file, without its byte-order mark, line ends untouched; raises ``RecordError``."""
    if len(data) > MOST_BYTES:
        message = f"Le fichier pèse {len(data) // 1_000_000} Mo : c’est trop pour un dossier d’établissement."
        raise _refused(
            "source.too_large", message, "Répartissez-le par clé dans services.yaml, applications.yaml…", file
        )
    if data.startswith(_OFFICE):
        message = "Ce fichier est un document bureautique, pas un fichier texte."
        raise _refused("source.binary", message, "Donnez le fichier planforge.yaml, en texte.", file)
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, encoding, error, file) from error
    if "\x00" in text:
        raise _refused("source.binary", "Ce fichier contient des octets nuls : ce n’est pas du texte.", _AS_UTF8, file)
    return text


def _undecodable(data: bytes, encoding: str, error: UnicodeDecodeError, file: str) -> RecordError:
    """Windows-1252 named with the first letter it garbles, or a file that is no text at all."""
    if encoding != "utf-8" or b"\x00" in data:
        return _refused("source.binary", "Ce fichier n’est pas du texte, ou il est abîmé.", _AS_UTF8, file)
    body = data.removeprefix(codecs.BOM_UTF8)
    text = body.decode("cp1252", errors="replace")
    # In cp1252 one byte is one character, so the offset of the byte is the offset of the letter.
    letter = text[error.start]
    message = f"Ce fichier est enregistré en Windows-1252, pas en UTF-8 : « {letter} » ne peut pas être lu."
    fault = Fault("source.encoding", message, _AS_UTF8, error.start)
    return RecordError([fault.problem(text, Lines(file, text))])


def _refused(code: str, message: str, hint: str, file: str) -> RecordError:
    return RecordError([Problem(code, message, Location(file), hint=hint)])

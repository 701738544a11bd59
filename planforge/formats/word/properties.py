"""The properties of the file: title, author, dates, reference, version, code."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from planforge.document.text import Gap
from planforge.formats.cells import say
from planforge.formats.word.markup import HEAD, escape

if TYPE_CHECKING:
    from planforge.document.documents import Document

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the format of user-defined properties, fixed by the standard
_UNDATED = date(1980, 1, 1)

APPLICATION = (
    f'{HEAD}<Properties xmlns="{_OFFICE}/extended-properties"><Application>planforge</Application></Properties>'
)


def core(document: Document) -> str:
    """Title, subject, author and dates; the dates are the document's own, never the clock's."""
    control = document.control
    author = control.establishment if isinstance(control.authors, Gap) else control.authors
    day = _UNDATED if isinstance(control.date, Gap) else control.date
    moment = f"{day.isoformat()}T00:00:00Z"
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(document.title)}</dc:title><dc:subject>{escape(document.subtitle)}</dc:subject>"
        f"<dc:creator>{escape(author)}</dc:creator><cp:keywords>{escape(control.marking)}</cp:keywords>"
        f"<dc:language>fr-FR</dc:language><cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        f"<cp:contentStatus>{escape(control.status)}</cp:contentStatus></cp:coreProperties>"
    )


def custom(document: Document) -> str:
    """Reference, version, version code and kind of document, for the tools that look for them."""
    control = document.control
    values = (
        ("Référence", control.reference),
        ("Version", say(control.version)),
        ("Code", control.code),
        ("Document", document.kind),
    )
    listed = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name="{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for number, (name, value) in enumerate(values, start=2)
    )
    types = f"{_OFFICE}/docPropsVTypes"
    return f'{HEAD}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{types}">{listed}</Properties>'

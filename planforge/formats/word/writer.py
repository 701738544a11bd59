"""Documents as Word files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.document.blocks import PageBreak, SectionBreak
from planforge.document.outline import linked, numbering, walk
from planforge.formats.word import properties
from planforge.formats.word.body import Body
from planforge.formats.word.charter import Charter, read_charter
from planforge.formats.word.markup import HEAD, PACKAGE_RELATIONS, RELATIONS, SPACES, WORD
from planforge.formats.word.package import FIRST_PART, Entry, entry, package
from planforge.formats.word.press import Press

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planforge.document.documents import Document

_TYPES = "application/vnd.openxmlformats-officedocument"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SETTINGS = (
    f'{HEAD}<w:settings xmlns:w="{WORD}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>'
    '<w:hyphenationZone w:val="425"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="fr-FR"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)
_ROOT_RELATIONS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE_RELATIONS}/metadata/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{RELATIONS}/extended-properties" Target="docProps/app.xml"/>'
    f'<Relationship Id="rId4" Type="{RELATIONS}/custom-properties" Target="docProps/custom.xml"/></Relationships>'
)
_PARTS = (
    ("/word/document.xml", f"{_TYPES}.wordprocessingml.document.main+xml"),
    ("/word/styles.xml", f"{_TYPES}.wordprocessingml.styles+xml"),
    ("/word/numbering.xml", f"{_TYPES}.wordprocessingml.numbering+xml"),
    ("/word/settings.xml", f"{_TYPES}.wordprocessingml.settings+xml"),
    ("/word/theme/theme1.xml", f"{_TYPES}.theme+xml"),
    ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ("/docProps/app.xml", f"{_TYPES}.extended-properties+xml"),
    ("/docProps/custom.xml", f"{_TYPES}.custom-properties+xml"),
)
_SHARED = ("styles", "numbering", "settings", "theme")
_NUMBERING_END = b"</w:numbering>"


class WordWriter:
    """Writes the documents of one run in one charter; what they share is read and compressed once."""

    def __init__(self, charter: bytes) -> None:
        """Reads the charter, a .docx or .dotx file; raises ``TemplateError`` when it is none."""
        self._charter: Charter = read_charter(charter)
        self._numbering = entry("word/numbering.xml", self._charter.numbering)
        self._shared = [
            entry("word/styles.xml", self._charter.styles),
            entry("word/theme/theme1.xml", self._charter.theme),
            entry("word/settings.xml", _SETTINGS),
            entry("_rels/.rels", _ROOT_RELATIONS),
            entry("docProps/app.xml", properties.APPLICATION),
        ]

    def write(self, document: Document, page_numbers: Mapping[str, int] | None = None) -> bytes:
        """The document as a .docx file: same document, same bytes.

        ``page_numbers`` gives the page of each heading id when a layout pass knows it; without it the table of contents
        has links and no numbers.
        """
        named = (block for block in walk(document.body) if not isinstance(block, PageBreak | SectionBreak))
        anchors = frozenset(block.id for block in named if block.id) & linked(document.body)
        press = Press(self._charter, numbering(document), anchors)
        body = Body(press, document, page_numbers).print()
        xml = f"{HEAD}<w:document {SPACES}><w:body>{body}</w:body></w:document>"
        return package([*self._shared, *self._own_parts(press, document, xml)])

    def _own_parts(self, press: Press, document: Document, xml: str) -> list[Entry]:
        return [
            entry(FIRST_PART, _content_types(press)),
            entry("word/document.xml", xml),
            entry("word/_rels/document.xml.rels", _relations(press)),
            entry("docProps/core.xml", properties.core(document)),
            entry("docProps/custom.xml", properties.custom(document)),
            self._lists(press),
            *(entry(f"word/{part.name}", part.content) for part in press.attachments.values()),
        ]

    def _lists(self, press: Press) -> Entry:
        """The numbering part; each ordered list of the document adds one that counts from 1."""
        if not press.restarts:
            return self._numbering
        first = self._charter.first_free_list
        added = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{self._charter.ordered_list}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            for number in range(first, first + press.restarts)
        )
        head = self._charter.numbering.rpartition(_NUMBERING_END)[0]
        return entry("word/numbering.xml", head + added.encode() + _NUMBERING_END)


def _content_types(press: Press) -> str:
    parts = [*_PARTS, *((f"/word/{part.name}", part.media) for part in press.attachments.values())]
    overrides = "".join(f'<Override PartName="{name}" ContentType="{media}"/>' for name, media in parts)
    return (
        f'{HEAD}<Types xmlns="{_CONTENT_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(press: Press) -> str:
    shared = [
        (f"rId{number}", kind, "theme/theme1.xml" if kind == "theme" else f"{kind}.xml")
        for number, kind in enumerate(_SHARED, start=1)
    ]
    inside = [*shared, *((relation, part.relation, part.name) for relation, part in press.attachments.items())]
    listed = [
        f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{target}"/>' for name, kind, target in inside
    ]
    listed += [
        f'<Relationship Id="{relation}" Type="{RELATIONS}/hyperlink" Target="{address.replace("&", "&amp;")}" '
        'TargetMode="External"/>'
        for address, relation in press.links.items()
    ]
    return f'{HEAD}<Relationships xmlns="{PACKAGE_RELATIONS}">{"".join(listed)}</Relationships>'

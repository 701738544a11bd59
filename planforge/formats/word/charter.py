"""A charter read once: its styles by name, its palette, and the parts that every document of a run shares."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.errors import Location, Problem, TemplateError
from planforge.formats.word.adoption import adopt, adopt_numbering, link_numbering, tag, value
from planforge.formats.word.markup import PACKAGE_RELATIONS, RELATIONS, WORD
from planforge.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

_LARGEST_PART = 50_000_000  # a charter weighs some kilobytes; more is a mistake or an attack
_FILE = "word/base.docx"


@dataclass(frozen=True, slots=True)
class Charter:
    """Style ids, fills, sizes (half points) and spaces by our style names, and the shared parts as XML."""

    ids: Mapping[str, str]
    fills: Mapping[str, str]
    sizes: Mapping[str, int]
    afters: Mapping[str, int]  # space below a paragraph, in twentieths of a point
    styles: bytes
    numbering: bytes
    theme: bytes
    bullets: str  # the numbering of bullets
    ordered_list: str  # the abstract numbering of ordered lists
    first_free_list: int


def read_charter(content: bytes) -> Charter:
    """The charter in a Word file; styles it lacks come from ours. ``TemplateError`` when it is not a Word file."""
    try:
        return _read(content)
    except ValueError as error:
        raise _refusal("Une taille ou un numéro n’y est pas un nombre entier.") from error


def _read(content: bytes) -> Charter:
    own = (templates_folder() / "word" / "base.docx").read_bytes()
    theirs, ours = _parts(content), _parts(own)
    styles, numbering = theirs["styles"], theirs["numbering"]
    if styles is not None and styles.tag != tag("styles"):
        raise _refusal("Ce n’est pas un document Word (.docx) lisible.")  # Excel has styles of its own
    if numbering is None:
        numbering = _parse(f'<w:numbering xmlns:w="{WORD}"/>'.encode())
    numbers = _own_numbers(ours) if content == own else adopt_numbering(numbering, _present(ours["numbering"]))
    found = adopt(_present(styles), _present(ours["styles"]), numbers)
    link_numbering(found, numbering, numbers)
    _speak_french(_present(styles))
    parts = (_present(styles), numbering, _theme(theirs["theme"], ours["theme"]))
    return _charter(found, numbers, parts)


def _theme(theirs: Element | None, ours: Element | None) -> Element | None:
    """Their theme, unless it leans on pictures that would not come with it."""
    lame = theirs is None or any(RELATIONS in str(name) for node in theirs.iter() for name in node.attrib)
    return ours if lame else theirs


def _charter(
    found: dict[str, Element], numbers: dict[str, str], parts: tuple[Element, Element, Element | None]
) -> Charter:
    """``numbers`` maps our list numbers (1 headings, 2 bullets, 3 ordered lists) to those of the file."""
    styles, numbering, theme = parts
    by_id = {style.get(tag("styleId"), ""): style for style in styles.iterfind(tag("style"))}
    default = int(value(styles, "docDefaults/rPrDefault/rPr/sz") or "20")
    lineages = {name: _lineage(style, by_id) for name, style in found.items()}
    return Charter(
        ids={name: style.get(tag("styleId"), "") for name, style in found.items()},
        fills={name: _fill(lineage) for name, lineage in lineages.items()},
        sizes={name: _size(lineage, default) for name, lineage in lineages.items()},
        afters={name: _after(lineage) for name, lineage in lineages.items()},
        styles=_text(styles),
        numbering=_text(numbering),
        theme=_text(_present(theme)),
        bullets=numbers["2"],
        ordered_list=_abstract(numbering, numbers["3"]),
        first_free_list=1 + max(int(num.get(tag("numId"), "0")) for num in numbering.iterfind(tag("num"))),
    )


def _own_numbers(ours: dict[str, Element | None]) -> dict[str, str]:
    return {
        number: number
        for num in _present(ours["numbering"]).iterfind(tag("num"))
        if (number := num.get(tag("numId"), ""))
    }


def _present(element: Element | None) -> Element:
    if element is None:
        raise _refusal("Il ne contient pas de styles.")
    return element


def _lineage(style: Element, by_id: dict[str, Element]) -> list[Element]:
    """The style and its ancestors; a charter with a circle of styles does not hang us."""
    lineage: list[Element] = []
    current: Element | None = style
    while current is not None and current not in lineage:
        lineage.append(current)
        current = by_id.get(value(current, "basedOn"))
    return lineage


def _fill(lineage: list[Element]) -> str:
    for style in lineage:
        for path in ("pPr/shd", "rPr/shd"):
            shading = style.find("/".join(tag(step) for step in path.split("/")))
            if shading is not None:
                return shading.get(tag("fill"), "auto")
    return "auto"


def _size(lineage: list[Element], default: int) -> int:
    sizes = (value(style, "rPr/sz") for style in lineage)
    return next((int(size) for size in sizes if size), default)


def _after(lineage: list[Element]) -> int:
    spacings = (style.find(f"{tag('pPr')}/{tag('spacing')}") for style in lineage)
    afters = (spacing.get(tag("after"), "") for spacing in spacings if spacing is not None)
    return next((int(after) for after in afters if after.isdigit()), 0)


def _abstract(numbering: Element, number: str) -> str:
    for num in numbering.iterfind(tag("num")):
        if num.get(tag("numId")) == number:
            return value(num, "abstractNumId")
    return "0"


def _speak_french(styles: Element) -> None:
    """Sets the language of the whole file, whatever the charter's was."""
    for language in styles.iter(tag("lang")):
        language.set(tag("val"), "fr-FR")
    defaults = styles.find(f"{tag('docDefaults')}/{tag('rPrDefault')}/{tag('rPr')}")
    if defaults is not None and defaults.find(tag("lang")) is None:
        defaults.append(defaults.makeelement(tag("lang"), {tag("val"): "fr-FR"}))


def _parts(content: bytes) -> dict[str, Element | None]:
    """Styles, numbering and theme of a Word file, followed from its relations."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            document = _target(archive, "_rels/.rels", "officeDocument", "")
            folder, _, name = document.rpartition("/")
            relations = f"{folder}/_rels/{name}.rels".lstrip("/")
            return {
                kind: _part(archive, _target(archive, relations, kind, folder))
                for kind in ("styles", "numbering", "theme")
            }
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, EOFError, RuntimeError) as error:
        raise _refusal("Ce n’est pas un document Word (.docx) lisible.") from error


def _target(archive: zipfile.ZipFile, relations: str, kind: str, folder: str) -> str:
    for relation in _parse(_content(archive, relations)).iterfind(f"{{{PACKAGE_RELATIONS}}}Relationship"):
        if relation.get("Type", "").rpartition("/")[2] == kind:
            target = relation.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
    return ""


def _part(archive: zipfile.ZipFile, name: str) -> Element | None:
    return _parse(_content(archive, name)) if name else None


def _content(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        content = part.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise ValueError("part too large")
    return content


def _parse(content: bytes) -> Element:
    """The tree of a part; ``ValueError`` when it is no XML or carries a document type, which Word never writes."""
    if b"<!DOCTYPE" in content:
        raise ValueError("document type")
    from lxml import etree  # noqa: PLC0415 - heavy at start-up

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("no XML") from error
    return root


def _text(root: Element) -> bytes:
    from lxml import etree  # noqa: PLC0415 - heavy at start-up

    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _refusal(reason: str) -> TemplateError:
    message = f"La charte Word ne peut pas servir. {reason}"
    hint = "Remplacez-la par un fichier .docx enregistré par Word, ou retirez-la\u00a0: la charte fournie servira."
    return TemplateError([Problem("CHARTER-NOT-WORD", message, Location(_FILE), hint=hint)])

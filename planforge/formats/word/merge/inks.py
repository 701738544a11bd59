"""Letters, boxes, pictures and numbers in our own markup, from their normal form."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from planforge.formats.word.adoption import tag
from planforge.formats.word.logos import drawn
from planforge.formats.word.markup import attribute, letters
from planforge.formats.word.merge.inlines import CHECKBOX
from planforge.formats.word.merge.items import TICKED, UNTICKED, Box, Field, Letters, Look, Picture, Shape
from planforge.formats.word.merge.pictures import picture_ending
from planforge.formats.word.merge.styles import HIGHLIGHTS
from planforge.formats.word.merge.xml import fragment
from planforge.formats.word.press import safe_address
from planforge.formats.word.runs import field as counted
from planforge.formats.word.runs import size_markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element as Element

    from planforge.formats.word.merge.items import Item
    from planforge.formats.word.merge.margin import Piece
    from planforge.formats.word.merge.normal import Passage

_WIDEST = 6_120_000  # English metric units: the text of a portrait page
_LARGEST_TYPE = 3276  # half points, as Word will have them
_MEDIA = {"emf": "image/x-emf", "wmf": "image/x-wmf"}
_DASHES = ("dash", "dashLong", "dotDash", "dotDotDash", "wave")
_UNDERLINES = frozenset(
    {
        *("single", "words", "double", "thick", "dotted", "dottedHeavy", "none", "wavyDouble", "wavyHeavy"),
        *_DASHES,
        *("dashedHeavy", "dashLongHeavy", "dashDotHeavy", "dashDotDotHeavy"),
    }
)


@dataclass(frozen=True, slots=True)
class Media:
    """A picture added to the file: the name of its part, its content type and its bytes."""

    name: str
    kind: str
    content: bytes


@dataclass
class Ink:
    """Writes items; what they need besides, pictures and addresses, gathers here.

    ``styles`` has the id of each style by our name, ``anchors`` the bookmarks that links may reach, ``known`` the
    addresses of our own document.
    """

    styles: Mapping[str, str]
    anchors: frozenset[str]
    known: frozenset[str]
    drawings: int  # the highest number of a drawing so far
    links: dict[str, str] = field(default_factory=dict)
    media: dict[bytes, tuple[str, Media]] = field(default_factory=dict)

    def nodes(self, items: Iterable[Piece], donor: Passage | None = None) -> list[Element]:
        """The items as elements; boxes, drawings and numbers are those of ``donor`` where it has them."""
        boxes, drawings, results = _stock(donor)
        found: list[Element] = []
        for item in items:
            if isinstance(item, str):
                found += fragment(item)
            elif isinstance(item, Box) and boxes:
                found.append(_set(boxes.pop(0), done=item.done))
            elif isinstance(item, Shape) and drawings:
                found.append(drawings.pop(0))
            elif isinstance(item, Field) and results:
                found += fragment(self._item(replace(item, result=results.pop(0))))
            else:
                found += fragment(self._item(item))
        return found

    def _item(self, item: Item) -> str:
        match item:
            case Letters():
                return self._letters(item)
            case Box():
                return f"<w:r>{letters(TICKED[0] if item.done else UNTICKED)}</w:r>"
            case Picture():
                return self._picture(item)
            case Field():
                return counted(f"{item.code} \\* ARABIC" if item.code.startswith("SEQ ") else item.code, item.result)
            case Shape():
                return self._letters(Letters(item.text))

    def _letters(self, item: Letters) -> str:
        opening = self._opening(item.link)
        look = self._look(item.look, linked=bool(opening))
        words = "<w:noBreakHyphen/>".join(letters(part) if part else "" for part in item.text.split("\u2011"))
        run = f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{words}</w:r>"
        return f"{opening}{run}</w:hyperlink>" if opening else run

    def _opening(self, link: str) -> str:
        """The start of a link; nothing for an address that is neither web, mail, nor one of ours."""
        if link.startswith("#"):
            return f'<w:hyperlink w:anchor="{attribute(link[1:])}" w:history="1">' if link[1:] in self.anchors else ""
        address = link if link in self.known else safe_address(link)
        if not address or (address.lower().startswith("tel:") and link not in self.known):
            return ""
        relation = self.links.setdefault(address, f"rIdH{len(self.links) + 1}")
        return f'<w:hyperlink r:id="{relation}" w:history="1">'

    def _look(self, look: Look, *, linked: bool) -> str:
        name = look.style or ("Hyperlink" if linked else "")
        style = f'<w:rStyle w:val="{self.styles[name]}"/>' if name in self.styles else ""
        colour = f'<w:color w:val="{attribute(look.colour)}"/>' if look.colour else ""
        size = size_markup(min(look.size, _LARGEST_TYPE)) if look.size else ""
        strong = _switch("b", look.bold) + _switch("i", look.italic)
        return style + strong + colour + size + _highlight(look) + _under(look) + _shading(look)

    def _picture(self, item: Picture) -> str:
        ending = picture_ending(item.content)
        if item.content not in self.media:
            number = len(self.media) + 1
            media = Media(f"hand{number}.{ending}", _MEDIA.get(ending, f"image/{ending}"), item.content)
            self.media[item.content] = (f"rIdI{number}", media)
        self.drawings += 1
        ratio = min(1.0, _WIDEST / item.width)
        size = (max(round(item.width * ratio), 1), max(round(item.height * ratio), 1))
        words = item.words or "Image ajoutée à la main"
        return drawn(self.media[item.content][0], self.drawings, size, f"Image {self.drawings}", words)


def _switch(name: str, state: bool | None) -> str:  # noqa: FBT001 - a property that may be on, off or the style's
    if state is None:
        return ""
    off = "" if state else ' w:val="0"'
    return f"<w:{name}{off}/><w:{name}Cs{off}/>"


def _highlight(look: Look) -> str:
    """The colour behind letters where Word has a highlight of that name."""
    return f'<w:highlight w:val="{look.highlight}"/>' if look.highlight in HIGHLIGHTS else ""


def _shading(look: Look) -> str:
    """Any other colour behind letters."""
    if not look.highlight or look.highlight in HIGHLIGHTS:
        return ""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{attribute(look.highlight)}"/>'


def _under(look: Look) -> str:
    return f'<w:u w:val="{look.underline}"/>' if look.underline in _UNDERLINES else ""


def _stock(donor: Passage | None) -> tuple[list[Element], list[Element], list[str]]:
    """The boxes and drawings of a paragraph as elements, and the results of its numbers."""
    if donor is None or donor.element is None:
        return [], [], []
    boxes = [
        node for node in donor.element.iter(tag("sdt")) if node.find(f"{tag('sdtPr')}/{CHECKBOX}checkbox") is not None
    ]
    drawings = [run for run in donor.element.iter(tag("r")) if _draws(run)]
    return (
        [deepcopy(box) for box in boxes],
        [deepcopy(run) for run in drawings],
        [item.result for item in donor.items if isinstance(item, Field)],
    )


def _draws(run: Element) -> bool:
    """Whether a run of ours holds a figure: its own pictures are items by themselves."""
    return any(str(node.tag).endswith("}AlternateContent") for node in run)


def _set(box: Element, *, done: bool) -> Element:
    """The box in that state: what the control says, and its sign."""
    for node in box.iter(f"{CHECKBOX}checked"):
        node.set(f"{CHECKBOX}val", "1" if done else "0")
    for node in box.iter(tag("t")):
        node.text = TICKED[0] if done else UNTICKED
    return box

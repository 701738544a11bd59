"""The merged file: our own package with the new body, and what it needs besides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planforge.formats.word.markup import RELATIONS, escape
from planforge.formats.word.merge.remarks import comments_part
from planforge.formats.word.merge.xml import printed
from planforge.formats.word.package import FIRST_PART, entry, package

if TYPE_CHECKING:
    from planforge.formats.word.merge.carried import Carrier
    from planforge.formats.word.merge.returned import Returned

_DOCUMENT, _ARROWS, _COMMENTS = "word/document.xml", "word/_rels/document.xml.rels", "word/comments.xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_ARROW = re.compile(r'<Relationship Id="([^"]*)" Type="[^"]*/(hyperlink|image)" Target="([^"]*)"[^>]*/>')


def merged_package(ours: Returned, carrier: Carrier) -> bytes:
    """Our package, its body as the merge left it: same merge, same bytes."""
    contents = dict(ours.parts.contents)
    contents[_DOCUMENT] = printed(ours.root)
    media = list(carrier.ink.media.values())
    types = [(f"/word/media/{one.name}", one.kind) for _, one in media]
    arrows = [_arrow(relation, "image", f"media/{one.name}") for relation, one in media]
    arrows += [_arrow(relation, "hyperlink", address, outside=True) for address, relation in carrier.ink.links.items()]
    contents.update({f"word/media/{one.name}": one.content for _, one in media})
    if carrier.margin.placed:
        contents[_COMMENTS] = comments_part(carrier.margin.placed).encode()
        types.append((f"/{_COMMENTS}", _COMMENTS_TYPE))
        arrows.append(_arrow("rIdC1", "comments", "comments.xml"))
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in types)
    contents[FIRST_PART] = _before_end(contents[FIRST_PART], "</Types>", overrides)
    contents[_ARROWS] = _before_end(contents[_ARROWS], "</Relationships>", "".join(arrows))
    _forget_unused(contents)
    return package([entry(name, content) for name, content in contents.items()])


def _forget_unused(contents: dict[str, bytes]) -> None:
    """Take out the links and the pictures of paragraphs that are gone."""
    body, arrows = contents[_DOCUMENT], contents[_ARROWS].decode()
    for found in list(_ARROW.finditer(arrows)):
        if f'"{found[1]}"'.encode() in body:
            continue
        arrows = arrows.replace(found[0], "")
        if found[2] == "image":
            contents.pop(f"word/{found[3]}", None)
            override = re.compile(rf'<Override PartName="/word/{re.escape(found[3])}"[^>]*/>')
            contents[FIRST_PART] = override.sub("", contents[FIRST_PART].decode()).encode()
    contents[_ARROWS] = arrows.encode()


def _arrow(relation: str, kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{relation}" Type="{RELATIONS}/{kind}" Target="{escape(target)}"{mode}/>'


def _before_end(content: bytes, end: str, added: str) -> bytes:
    """The part with more in it, before its last tag."""
    head, tail, rest = content.decode().rpartition(end)
    return f"{head}{added}{tail}{rest}".encode()

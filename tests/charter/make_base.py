"""Makes ``templates/word/base.docx``, the charter: ``python tests/charter/make_base.py [FILE]``.

The file opens in Word as a sample of every style. Its parts are stored, not deflated, so that its bytes do not depend
on the machine's zlib.
"""

from __future__ import annotations

import io
import sys
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SOURCE = tomllib.loads((Path(__file__).parent / "styles.toml").read_text(encoding="utf-8"))
PALETTE: dict[str, str] = _SOURCE["palette"]
NAVY, SLATE, PALE, LINE = (PALETTE[name] for name in ("navy", "slate", "pale", "line"))


@dataclass(frozen=True)
class Look:
    """A paragraph or character style; sizes in points, distances in twentieths of a point."""

    name: str
    id: str
    kind: str = "paragraph"
    based: str = "Normal"
    following: str = ""
    size: float = 0
    bold: bool = False
    italic: bool = False
    caps: bool = False
    color: str = ""
    fill: str = ""
    face: str = ""
    before: int = -1
    after: int = -1
    line: int = 0
    left: int = -1
    hanging: int = 0
    keep_next: bool = False
    align: str = ""
    level: int = -1
    num: tuple[int, int] = (0, 0)
    bar: str = ""
    frame: str = ""
    box: str = ""
    edge: str = "dashed"
    rule: str = ""
    tabs: tuple[tuple[str, str, int], ...] = ()
    outlined: bool = False


def looks() -> list[Look]:
    """Every style of the charter except Normal, the table styles and Word's own defaults."""
    return [_look(name, fields) for name, fields in _SOURCE["styles"].items()]


def _look(name: str, fields: dict[str, Any]) -> Look:
    colored = {
        key: PALETTE.get(value, value) if key in {"color", "fill", "bar", "frame", "box"} else value
        for key, value in fields.items()
    }
    return Look(name, **colored)


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_TYPES = "application/vnd.openxmlformats-officedocument"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _run_properties(look: Look) -> str:
    face = f'<w:rFonts w:ascii="{look.face}" w:hAnsi="{look.face}" w:cs="{look.face}"/>' if look.face else ""
    half = round(look.size * 2)
    inside = (
        face
        + "<w:b/><w:bCs/>" * look.bold
        + "<w:i/><w:iCs/>" * look.italic
        + "<w:caps/>" * look.caps
        + (f'<w:color w:val="{look.color}"/>' if look.color else "")
        + (f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if half else "")
        + '<w:u w:val="single"/>' * look.outlined
        + (f'<w:bdr w:val="{look.edge}" w:sz="4" w:space="0" w:color="{look.box}"/>' if look.box else "")
        + (_fill(look.fill) if look.fill and look.kind == "character" else "")
    )
    return f"<w:rPr>{inside}</w:rPr>" if inside else ""


def _fill(color: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{color}"/>'


def _borders(look: Look) -> str:
    if look.bar:
        edge = f'w:val="single" w:sz="24" w:space="1" w:color="{look.fill}"'
        left = f'<w:left w:val="single" w:sz="36" w:space="8" w:color="{look.bar}"/>'
        return f"<w:pBdr><w:top {edge}/>{left}<w:bottom {edge}/></w:pBdr>{_fill(look.fill)}"
    if look.frame:
        edge = f'w:val="dashed" w:sz="4" w:space="4" w:color="{look.frame}"'
        sides = "".join(f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right"))
        return f"<w:pBdr>{sides}</w:pBdr>"
    if look.rule:
        return f'<w:pBdr><w:{look.rule} w:val="single" w:sz="6" w:space="4" w:color="{NAVY}"/></w:pBdr>'
    return _fill(look.fill) if look.fill else ""


def _spacing(look: Look) -> str:
    parts = [f'w:{key}="{value}"' for key, value in (("before", look.before), ("after", look.after)) if value >= 0]
    if look.line:
        parts.append(f'w:line="{look.line}" w:lineRule="auto"')
    return f"<w:spacing {' '.join(parts)}/>" if parts else ""


def _paragraph_properties(look: Look) -> str:
    number, rank = look.num
    tabs = "".join(f'<w:tab w:val="{val}" w:leader="{leader}" w:pos="{pos}"/>' for val, leader, pos in look.tabs)
    hanging = f' w:hanging="{look.hanging}"' if look.hanging else ""
    right = f' w:right="{look.left}"' if look.frame else ""
    inside = (
        "<w:keepNext/><w:keepLines/>" * look.keep_next
        + (f'<w:numPr><w:ilvl w:val="{rank}"/><w:numId w:val="{number}"/></w:numPr>' if number else "")
        + _borders(look)
        + (f"<w:tabs>{tabs}</w:tabs>" if tabs else "")
        + _spacing(look)
        + (f'<w:ind w:left="{look.left}"{right}{hanging}/>' if look.left >= 0 else "")
        + ("<w:contextualSpacing/>" if look.id.startswith("List") else "")
        + (f'<w:jc w:val="{look.align}"/>' if look.align else "")
        + (f'<w:outlineLvl w:val="{look.level}"/>' if look.level >= 0 else "")
    )
    return f"<w:pPr>{inside}</w:pPr>" if inside else ""


def _style(look: Look) -> str:
    builtin = look.name[0].islower() or look.name.startswith(("List", "TOC", "Title", "Subtitle", "Hyperlink"))
    custom = "" if builtin else ' w:customStyle="1"'
    base = "DefaultParagraphFont" if look.kind == "character" else look.based
    following = f'<w:next w:val="{look.following}"/>' if look.following else ""
    paragraph = _paragraph_properties(look) if look.kind == "paragraph" else ""
    return (
        f'<w:style w:type="{look.kind}"{custom} w:styleId="{look.id}"><w:name w:val="{look.name}"/>'
        f'<w:basedOn w:val="{base}"/>{following}<w:uiPriority w:val="9"/><w:qFormat/>'
        f"{paragraph}{_run_properties(look)}</w:style>"
    )


_DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" '
    'w:cs="Calibri"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/>'
    '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="259" w:lineRule="auto"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
)
_BASIC = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>'
)


def _table_style(name: str, identifier: str, borders: str, margins: tuple[int, int], first_row: str) -> str:
    edge, pad = margins
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>'
        f'<w:top w:w="{pad}" w:type="dxa"/><w:left w:w="{edge}" w:type="dxa"/><w:bottom w:w="{pad}" w:type="dxa"/>'
        f'<w:right w:w="{edge}" w:type="dxa"/></w:tblCellMar></w:tblPr>{first_row}</w:style>'
    )


def _table_styles() -> str:
    thin = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>' for side in ("bottom", "insideH")
    )
    top = f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{NAVY}"/>'
    first = (
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>{_fill(NAVY)}'
        '<w:vAlign w:val="center"/></w:tcPr></w:tblStylePr>'
    )
    dense = f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="{NAVY}"/></w:rPr></w:tblStylePr>'
    return (
        _table_style("Planforge Table", "PlanforgeTable", thin, (100, 45), first)
        + _table_style("Planforge Facts", "PlanforgeFacts", top + thin, (100, 50), "")
        + _table_style("Planforge Form", "PlanforgeForm", thin, (60, 20), dense)
        + _table_style("Planforge Sheet", "PlanforgeSheet", "", (140, 50), "")
    )


def _styles_part() -> str:
    return (
        f'{_HEAD}<w:styles xmlns:w="{_W}">{_DEFAULTS}{_BASIC}'
        f"{''.join(_style(look) for look in looks())}{_table_styles()}</w:styles>"
    )


def _numbering_part() -> str:
    headings = [
        (f"Heading{n + 1}", "decimal", ".".join(f"%{i + 1}" for i in range(n + 1)), (510, 680, 850, 1020)[n], 0)
        for n in range(4)
    ]
    bullets = [(f"ListBullet{n + 1 if n else ''}", "bullet", "•–◦"[n], 284, 284 * n) for n in range(3)]
    numbers = [
        (f"ListNumber{n + 1 if n else ''}", kind, f"%{n + 1}{mark}", 340, 340 * n)
        for n, (kind, mark) in enumerate((("decimal", "."), ("lowerLetter", ")"), ("lowerRoman", ".")))
    ]
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(_level(rank, *level) for rank, level in enumerate(levels))}</w:abstractNum>"
        for n, levels in enumerate((headings, bullets, numbers), start=1)
    )
    nums = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3))
    return f'{_HEAD}<w:numbering xmlns:w="{_W}">{abstracts}{nums}</w:numbering>'


def _level(rank: int, style: str, kind: str, text: str, hanging: int, *rest: int) -> str:
    color = f'<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:color w:val="{SLATE}"/></w:rPr>'
    return (
        f'<w:lvl w:ilvl="{rank}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{rest[0] + hanging}" '
        f'w:hanging="{hanging}"/></w:pPr>{color if kind == "bullet" else ""}</w:lvl>'
    )


def _theme_part() -> str:
    colors = (
        ("dk1", "1F2933"),
        ("lt1", "FFFFFF"),
        ("dk2", NAVY),
        ("lt2", PALE),
        ("accent1", NAVY),
        ("accent2", SLATE),
        ("accent3", PALETTE["green"]),
        ("accent4", PALETTE["amber"]),
        ("accent5", PALETTE["red"]),
        ("accent6", PALETTE["grey"]),
        ("hlink", "1D4F91"),
        ("folHlink", "5B4B8A"),
    )
    palette = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colors)
    face = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>'
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    return (
        f'{_HEAD}<a:theme xmlns:a="{_A}" name="Planforge"><a:themeElements><a:clrScheme name="Planforge">{palette}'
        f'</a:clrScheme><a:fontScheme name="Planforge"><a:majorFont>{face}</a:majorFont>'
        f'<a:minorFont>{face}</a:minorFont></a:fontScheme><a:fmtScheme name="Planforge">'
        f"<a:fillStyleLst>{solid * 3}</a:fillStyleLst><a:lnStyleLst>"
        f'{f"""<a:ln w="9525">{solid}</a:ln>""" * 3}</a:lnStyleLst><a:effectStyleLst>'
        f"{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst><a:bgFillStyleLst>{solid * 3}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _sample_part() -> str:
    intro = (
        "Charte des documents. Modifiez les styles de ce fichier (couleurs, polices, espacements) sans les renommer, "
        "puis enregistrez : tous les documents produits suivront. Chaque ligne ci-dessous montre un style."
    )
    lines = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{look.id}"/></w:pPr><w:r><w:t>{look.name}</w:t></w:r></w:p>'
        if look.kind == "paragraph"
        else f'<w:p><w:r><w:rPr><w:rStyle w:val="{look.id}"/></w:rPr><w:t>{look.name}</w:t></w:r></w:p>'
        for look in looks()
    )
    page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" '
    return (
        f'{_HEAD}<w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>{intro}</w:t></w:r></w:p>{lines}'
        f'<w:sectPr>{page}w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _parts() -> dict[str, str]:
    kinds = {"document": "document.main", "styles": "styles", "numbering": "numbering"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.wordprocessingml.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_R}/{name}" Target="{target}"/>'
        for n, (name, target) in enumerate(
            (("styles", "styles.xml"), ("numbering", "numbering.xml"), ("theme", "theme/theme1.xml")), start=1
        )
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{overrides}<Override PartName="/word/theme/theme1.xml" '
        f'ContentType="{_TYPES}.theme+xml"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{package}/relationships">{relations}'
        "</Relationships>",
        "word/document.xml": _sample_part(),
        "word/numbering.xml": _numbering_part(),
        "word/styles.xml": _styles_part(),
        "word/theme/theme1.xml": _theme_part(),
    }


def charter() -> bytes:
    """The charter as a file: always the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in _parts().items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            archive.writestr(entry, text.encode())
    return buffer.getvalue()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "templates" / "word" / "base.docx"
    target.write_bytes(charter())

"""The styles that the writer asks a charter for, and what French Word calls the ones that come with it."""

from __future__ import annotations

_CALLOUTS = tuple(f"Callout {kind}" for kind in ("Note", "Tip", "Important", "Warning", "Caution"))
_TONES = tuple(f"Tone {tone}" for tone in ("Structure", "Met", "Warning", "Stop", "Gap", "Default"))

PARAGRAPHS = (
    *(f"heading {level}" for level in range(1, 5)),
    *("Title", "Subtitle", "Cover Band", "Cover Establishment", "Cover Marking", "Part Title", "Lead", "Note"),
    *("caption", "header", "footer", "TOC Heading", "toc 1", "toc 2", "toc 3"),
    *("List Bullet", "List Bullet 2", "List Bullet 3", "List Number", "List Number 2", "List Number 3", "Checklist"),
    *_CALLOUTS,
    *("Table Text", "Table Number", "Table Center", "Table Header", "Table Group", "Table Total", "Table Label"),
    *(
        "Source Note",
        "Zone Title",
        "Zone Text",
        "Sheet Text",
        "Sheet First",
        "Sheet Stop",
        "Sheet Dense",
        "Sheet Kicker",
    ),
    *("Sheet Title", "Sheet Side", "Sheet Banner", "Sheet Zone", "Sheet Zone Stop", "Sheet Foot"),
)
CHARACTERS = ("Sheet Zone Note", *_TONES, "Inline Code", "Hyperlink")
TABLES = ("Planforge Table", "Planforge Facts", "Planforge Form", "Planforge Sheet")

REQUIRED = (
    *(("paragraph", name) for name in ("Normal", *PARAGRAPHS)),
    *(("character", name) for name in CHARACTERS),
    *(("table", name) for name in ("Normal Table", *TABLES)),
)

FRENCH = {
    **{f"heading {level}": (f"titre {level}",) for level in range(1, 5)},
    **{f"toc {level}": (f"tm {level}", f"table des matières niveau {level}") for level in range(1, 4)},
    **{
        f"List Bullet {level}".removesuffix(" 1"): (f"liste à puces {level}".removesuffix(" 1"),) for level in (1, 2, 3)
    },
    **{
        f"List Number {level}".removesuffix(" 1"): (f"liste à numéros {level}".removesuffix(" 1"),)
        for level in (1, 2, 3)
    },
    "Normal": ("standard",),
    "Title": ("titre",),
    "Subtitle": ("sous-titre",),
    "caption": ("légende",),
    "header": ("en-tête",),
    "footer": ("pied de page",),
    "TOC Heading": ("en-tête de table des matières", "titre tdm"),
    "Hyperlink": ("lien hypertexte", "hyperlien"),
    "Normal Table": ("tableau normal",),
}

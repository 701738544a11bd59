"""Leaf types: text from the record becomes a duration, a volume, a date... by the readers of ``values``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any

from pydantic_core import core_schema

from planforge.values import (
    Duration,
    Percent,
    Period,
    Rate,
    ValueFault,
    Volume,
    clean,
    read_count,
    read_date,
    read_decimal,
    read_duration,
    read_finess,
    read_percent,
    read_period,
    read_phone,
    read_rate,
    read_slug,
    read_volume,
    read_yes_no,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler

LINE_LIMIT = 600  # characters: what a table cell can show
TEXT_EXAMPLE = "Texte"
SLUG_EXAMPLE = "urgences"
PROSE_LIMIT = 20_000  # characters: about eight pages
_BLANKS = re.compile(r"[ \t\n\r\f\v]{2,}|[\t\n\r\f\v]")  # all but a lone space; non-breaking spaces stay


@dataclass(frozen=True)
class Read:
    """Marks a type as read from text by one of our readers; a value of the type itself passes through.

    The reader's ``ValueFault`` reaches the person as it is: same rule and same message in the file, the interview
    and Excel.
    """

    name: str
    kind: type
    reader: Callable[[str], Any]
    example: str
    choices: tuple[str, ...] = ()
    also_number: bool = False  # an editor reads « 12 » and « 2.0 » as numbers

    def __get_pydantic_core_schema__(self, source: type, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Validate with the reader."""
        del source, handler
        return core_schema.no_info_plain_validator_function(
            self.read,
            serialization=core_schema.to_string_ser_schema(),
        )

    def json_schema(self) -> dict[str, object]:
        """What a text editor may accept: the words allowed, or a text with an example."""
        if self.choices:
            return {"enum": [*self.choices, True, False]}
        return {"type": ["string", "number"] if self.also_number else "string", "examples": [self.example]}

    def read(self, raw: object) -> object:
        """The typed value; raises ``ValueFault`` (a ``ValueError``) with a French sentence."""
        if isinstance(raw, str):
            return self.reader(raw)
        if isinstance(raw, self.kind):
            return raw
        hint = f"Écrivez par exemple : {self.example}"
        if raw is None:
            raise ValueFault("value.empty", "Il manque une valeur.", hint)
        raise ValueFault("value.not_single", "Une seule valeur est attendue ici.", hint)


# The same « 4 h » stands hundreds of times in a record, and what it reads as never changes.
_remembered = lru_cache(maxsize=4096)


def _limited(limit: int, *, one_line: bool = True, blank: bool = True) -> Callable[[str], str]:
    def read(raw: str) -> str:
        kept = clean(raw)
        if len(kept) > limit:
            raise ValueFault(
                "text.too_long",
                f"Ce texte fait {len(kept)} caractères, la limite est de {limit}.",
                "Résumez-le, ou placez le détail dans un document joint.",
            )
        if not blank and not kept.strip():
            raise ValueFault("value.empty", "Il manque une valeur.", "Écrivez un texte court.")
        return _BLANKS.sub(" ", kept).strip() if one_line else kept.strip()

    return read


_YES_NO = ("oui", "non")

Line = Annotated[str, Read("line", str, _limited(LINE_LIMIT), TEXT_EXAMPLE, also_number=True)]
Label = Annotated[str, Read("label", str, _limited(LINE_LIMIT, blank=False), TEXT_EXAMPLE, also_number=True)]
Prose = Annotated[str, Read("prose", str, _limited(PROSE_LIMIT, one_line=False), TEXT_EXAMPLE, also_number=True)]
Slug = Annotated[str, Read("slug", str, read_slug, SLUG_EXAMPLE, also_number=True)]
FinessCode = Annotated[str, Read("finess", str, read_finess, '"010000024"')]
PhoneNumber = Annotated[str, Read("phone", str, _remembered(read_phone), "01 23 45 67 89", also_number=True)]
DurationValue = Annotated[Duration, Read("duration", Duration, _remembered(read_duration), "4 h", also_number=True)]
PeriodValue = Annotated[Period, Read("period", Period, _remembered(read_period), "3 mois")]
VolumeValue = Annotated[Volume, Read("volume", Volume, _remembered(read_volume), "850 Go", also_number=True)]
RateValue = Annotated[Rate, Read("rate", Rate, _remembered(read_rate), "100 Mo/s")]
DateValue = Annotated[date, Read("date", date, _remembered(read_date), "2026-11-20")]
PercentValue = Annotated[Percent, Read("percent", Percent, _remembered(read_percent), "82 %", also_number=True)]
Count = Annotated[int, Read("count", int, _remembered(read_count), "12", also_number=True)]
Decimal = Annotated[float, Read("decimal", float, _remembered(read_decimal), "1,5", also_number=True)]
YesNo = Annotated[bool, Read("yes-no", bool, read_yes_no, "oui", _YES_NO)]


@dataclass(frozen=True)
class Ref:
    """Marks an identifier as naming an entity of these collections (« services », « people »...).

    « sites » are those of the establishment, « activities » those of all services. ``library`` names a part of the
    library instead: the identifier is a type or a form.
    """

    collections: tuple[str, ...] = ()
    library: str = ""


ServiceRef = Annotated[Slug, Ref(("services",))]
SystemRef = Annotated[Slug, Ref(("applications", "infrastructure"))]
ApplicationRef = Annotated[Slug, Ref(("applications",))]
SiteRef = Annotated[Slug, Ref(("sites",))]
PersonRef = Annotated[Slug, Ref(("people",))]
TeamRef = Annotated[Slug, Ref(("teams",))]
SupplierRef = Annotated[Slug, Ref(("suppliers",))]
BackupRef = Annotated[Slug, Ref(("backups",))]
ScenarioRef = Annotated[Slug, Ref(("scenarios",))]
AnyRef = Annotated[
    Slug, Ref(("services", "applications", "infrastructure", "sites", "teams", "suppliers", "people", "backups"))
]
ActivityRef = Annotated[Slug, Ref(("activities",))]
FormRef = Annotated[Label, Ref(library="forms")]
ServiceTypeRef = Annotated[Label, Ref(library="services")]
SystemTypeRef = Annotated[Label, Ref(library="systems")]
RoleRef = Annotated[Label, Ref(library="roles")]

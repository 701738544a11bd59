"""What the analysis says: typed values that documents print and the command line lists. No French sentence here."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from planforge.model.answer import State
    from planforge.model.governance import Waiver
    from planforge.model.services import Perimeter
    from planforge.model.workflow import FormDriver
    from planforge.values import Duration, Percent

RecordPath = tuple[str | int, ...]


class Severity(StrEnum):
    """How much a finding weighs; a plan with a blocking one must not be declared usable."""

    BLOCKING = "blocking"
    MAJOR = "major"
    MINOR = "minor"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True, order=True)
class ObjectRef:
    """An entity of the record: ``kind`` is its collection (« services », « applications », « activities »...)."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that is not kept. ``values`` fill the sentence of the rule, ``variant`` picks it where there are several.

    ``path`` leads to the value in the record; ``scenario`` is empty when the finding holds in every scenario.
    """

    rule: str
    severity: Severity
    objects: tuple[ObjectRef, ...]
    path: RecordPath
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    variant: str = ""
    scenario: str = ""
    waived_by: Waiver | None = field(default=None, hash=False)

    @property
    def order(self) -> tuple[int, str, tuple[str, ...], str, str]:
        """Sort key: gravest first, then by rule and object."""
        return (self.severity.rank, self.rule, tuple(ref.id for ref in self.objects), self.scenario, self.variant)


@dataclass(frozen=True, slots=True)
class Undecided:
    """A rule that cannot be decided for these objects: ``missing`` says, in French words, what is not known."""

    rule: str
    objects: tuple[ObjectRef, ...]
    missing: tuple[str, ...]

    @property
    def order(self) -> tuple[str, tuple[str, ...], tuple[ObjectRef, ...]]:
        """Sort key: by rule, then by what is missing."""
        return (self.rule, self.missing, self.objects)


class WaitReason(StrEnum):
    """Why a system waits for another one."""

    RUN = "run"  # does not work without it
    RESTORE = "restore"  # cannot be restored without it


@dataclass(frozen=True, slots=True)
class Wait:
    """A hard need to be met first: one of these systems suffices (a single one for a plain need)."""

    systems: tuple[str, ...]
    reason: WaitReason


class PlaceReason(StrEnum):
    """Why a system has its place in the restart order."""

    FOUNDATION = "foundation"  # waits for nothing
    DEPENDENCY = "dependency"  # right after the last system it waits for
    CYCLE = "cycle"  # waits for a system that waits for it: the order inside the cycle is for people to decide


@dataclass(frozen=True, slots=True)
class Asker:
    """A critical activity that asks for a system."""

    service: str
    activity: str


@dataclass(frozen=True, slots=True)
class Demand:
    """The most demanding need put on a system, and every activity that asks as much."""

    value: Duration
    askers: tuple[Asker, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a system in the restart: ``wave`` from 0 (« vague 0, socle »), ``rank`` from 1 over all waves."""

    system: str
    wave: int
    rank: int
    reason: PlaceReason
    waits_for: tuple[Wait, ...]
    needed_by: Demand | None


@dataclass(frozen=True, slots=True)
class RestartOrder:
    """Every system once, in waves; ``cycles`` names the systems that wait for one another."""

    places: tuple[Place, ...]
    cycles: tuple[tuple[str, ...], ...]

    @property
    def waves(self) -> tuple[tuple[Place, ...], ...]:
        """The places by wave, in order."""
        count = self.places[-1].wave + 1 if self.places else 0
        grouped: list[list[Place]] = [[] for _ in range(count)]
        for place in self.places:
            grouped[place.wave].append(place)
        return tuple(tuple(wave) for wave in grouped)


@dataclass(frozen=True, slots=True)
class Stopped:
    """What stops when a system is down: systems that need it, services that lose a vital application."""

    systems: tuple[str, ...]
    services: tuple[str, ...]


class Gap(StrEnum):
    """A need or a target against what was measured."""

    MET = "met"
    NOT_MET = "not-met"
    NOT_SHOWN = "not-shown"  # never proved by a restore test
    UNKNOWN = "unknown"  # nothing to compare with


@dataclass(frozen=True, slots=True)
class Capability:
    """What the last successful restore test of a whole system measured."""

    test: str
    on: date | None
    elapsed: Duration | None
    loss: Duration | None


@dataclass(frozen=True, slots=True)
class SystemNeed:
    """What activities ask of a system, what the DSI aims at outside a cyber attack, what a test proved.

    ``time`` and ``data`` compare what was proved with the tighter of need and target.
    """

    system: str
    dmia: Demand | None
    pdma: Demand | None
    rto: Duration | None
    rpo: Duration | None
    proven: Capability | None
    time: Gap
    data: Gap


class Verdict(StrEnum):
    """Declared targets against the endurance of a degraded mode (recovery.md C.7); a comparison, never a forecast."""

    HELD = "held"  # back before the full degraded mode ends
    REDUCED = "reduced"  # back before the limit, with reduced activity and help
    BREAK = "break"  # rupture de continuité : hours to cover
    BEYOND = "beyond"  # back after the outer limit of the service
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ServiceCoverage:
    """A service in a cyber scenario: how long it holds, when its last vital application is due, what is uncovered.

    ``uncovered`` is zero when the degraded mode holds until then, ``None`` when it cannot be told;
    ``without_target`` lists the vital applications that have no target in that scenario.
    """

    service: str
    scenario: str
    full: Duration | None
    limit: Duration | None
    outer_limit: Duration | None
    target: Duration | None
    target_of: str
    uncovered: Duration | None
    verdict: Verdict
    without_target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormNeed:
    """Sheets of a form for some hours of degraded mode with a margin of 20 %; ``None`` where the volume is unknown."""

    form: str
    driver: FormDriver
    per_day: float | None
    total: int | None
    stock: int | None
    missing: int | None


@dataclass(frozen=True, slots=True)
class GapItem:
    """An answer « à compléter »: asked but unknown (who will know, by when), or never asked."""

    path: RecordPath
    object: ObjectRef
    field: str
    state: State
    ask: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Completeness:
    """Answers of a section of the record, at the minimum depth plus every one said unknown.

    ``defaults`` are library values that nobody validated: answered, but not by the hospital.
    """

    section: str
    title: str
    answered: int
    defaults: int
    expected: int


@dataclass(frozen=True, slots=True)
class PerimeterCover:
    """A CaRE perimeter, its services, and those whose impact analysis gives at least one DMIA."""

    perimeter: Perimeter
    services: tuple[str, ...]
    analysed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CareScope:
    """The scope that CaRE D2 asks for: three perimeters, and sites worth 66 % of the activity.

    ``candidate`` is false for purely social and medico-social establishments, which D2 does not fund.
    ``share`` sums the sites that have an analysed service; ``None`` while a share is unknown.
    """

    candidate: bool
    perimeters: tuple[PerimeterCover, ...]
    share: Percent | None
    covered_sites: tuple[str, ...]
    sites_without_share: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A finding in French words: what, compared with what, why it matters, what to do, who does it."""

    title: str
    message: str
    why: str
    action: str
    who: str

"""Each aim of a stimulus, with what finds it in a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.exercises import crisis_aims, service_aims, system_aims
from planforge.analysis.exercises.terrain import Aimed
from planforge.library.exercise_types import Aim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from planforge.analysis.exercises.terrain import Terrain


def _nothing(terrain: Terrain) -> Iterator[Aimed]:
    """One target that names nothing."""
    del terrain
    yield Aimed()


FINDERS: Mapping[Aim, Callable[[Terrain], Iterator[Aimed]]] = {
    Aim.NOTHING: _nothing,
    Aim.VITAL_SERVICE: service_aims.vital_service,
    Aim.URGENT_ACTIVITY: service_aims.urgent_activity,
    Aim.FIRST_RETURN: system_aims.first_return,
    Aim.LAST_RETURN: system_aims.last_return,
    Aim.UNCOVERED_SERVICE: system_aims.uncovered_service,
    Aim.DEPENDENCY: system_aims.dependency,
    Aim.SHARED_SYSTEM: system_aims.shared_system,
    Aim.RESTART_LOOP: system_aims.restart_loop,
    Aim.EXPOSED_BACKUP: system_aims.exposed_backup,
    Aim.OFFICE_SUPPLIER: system_aims.office_supplier,
    Aim.SILENT_SUPPLIER: system_aims.silent_supplier,
    Aim.REMOTE_ACCESS: system_aims.remote_access,
    Aim.HOSTED_APPLICATION: system_aims.hosted_application,
    Aim.MISSED_TARGET: system_aims.missed_target,
    Aim.SHORT_STOCK: service_aims.short_stock,
    Aim.OLD_PRINT: service_aims.old_print,
    Aim.UNSIGNED_PARTNER: service_aims.unsigned_partner,
    Aim.SHARED_PARTNER: service_aims.shared_partner,
    Aim.SIGNED_PARTNER: service_aims.signed_partner,
    Aim.SERVICE_NEED: service_aims.service_need,
    Aim.FALLBACK_SYSTEM: service_aims.fallback_system,
    Aim.WARD_DECIDER: service_aims.ward_decider,
    Aim.WARD_THRESHOLD: service_aims.ward_threshold,
    Aim.WARD_STOP: service_aims.ward_stop,
    Aim.NIGHT_STAFF: service_aims.night_staff,
    Aim.NO_DEPUTY: crisis_aims.no_deputy,
    Aim.LONE_TEAM: crisis_aims.lone_team,
    Aim.NUMBER_RANGE: crisis_aims.number_range,
    Aim.NEVER_CUT: crisis_aims.never_cut,
    Aim.CUT_GESTURE: crisis_aims.cut_gesture,
    Aim.MISSING_CONTACT: crisis_aims.missing_contact,
    Aim.SECOND_SITE: service_aims.second_site,
    Aim.PAY_SERVICE: service_aims.pay_service,
}


def found(terrain: Terrain, aim: Aim) -> tuple[Aimed, ...]:
    """All that the aim finds in the terrain, what hits hardest first."""
    return tuple(FINDERS[aim](terrain))

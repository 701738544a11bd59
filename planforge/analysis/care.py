"""The scope that CaRE D2 asks for (objective O1.C): three perimeters, and sites worth 66 % of the activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.results import CareScope, PerimeterCover
from planforge.analysis.uses import shortest_dmia
from planforge.model.establishment import Care
from planforge.model.services import Perimeter
from planforge.values import Percent

if TYPE_CHECKING:
    from planforge.model.establishment import Establishment
    from planforge.model.plan import Plan
    from planforge.model.services import Service

REQUIRED = (Perimeter.CARE, Perimeter.ADMINISTRATIVE, Perimeter.TECHNICAL)
SHARE_REQUIRED = 66.0
_SOCIAL = frozenset({Care.EHPAD, Care.DISABILITY, Care.SSIAD})


def care_scope(plan: Plan) -> CareScope:
    """What the record covers of that scope; a service counts once its impact analysis gives a DMIA."""
    covered = _covered_sites(plan)
    unknown = tuple(site.id for site in plan.establishment.sites if site.activity_share.best is None)
    return CareScope(
        candidate=is_sanitary(plan.establishment),
        perimeters=tuple(_cover(plan, perimeter) for perimeter in REQUIRED),
        share=_share(plan, covered),
        covered_sites=covered,
        sites_without_share=unknown,
    )


def is_sanitary(establishment: Establishment) -> bool:
    """Whether it is more than homes for the aged or the disabled and home nursing, or does not say what it does."""
    return not establishment.activities or not _SOCIAL.issuperset(establishment.activities)


def is_partly_social(establishment: Establishment) -> bool:
    """Whether it has homes for the aged or the disabled or home nursing, alone or among other activities."""
    return not _SOCIAL.isdisjoint(establishment.activities)


def analysed(service: Service) -> bool:
    """Whether an activity of the service has its DMIA."""
    return shortest_dmia(service) is not None


def _cover(plan: Plan, perimeter: Perimeter) -> PerimeterCover:
    members = [service for service in plan.services if service.perimeter.best is perimeter]
    return PerimeterCover(
        perimeter=perimeter,
        services=tuple(service.id for service in members),
        analysed=tuple(service.id for service in members if analysed(service)),
    )


def _covered_sites(plan: Plan) -> tuple[str, ...]:
    reached = {service.site.best for service in plan.services if analysed(service)}
    sites = plan.establishment.sites
    if len(sites) == 1 and any(analysed(service) for service in plan.services):
        return (sites[0].id,)  # nobody writes the only site on each service
    return tuple(site.id for site in sites if site.id in reached)


def _share(plan: Plan, covered: tuple[str, ...]) -> Percent | None:
    """The sum over covered sites; an only site without a share is worth it all; ``None`` while another has none."""
    sites = plan.establishment.sites
    if len(sites) == 1 and sites[0].activity_share.best is None:
        return Percent(100.0 if covered else 0.0)
    shares = [site.activity_share.best for site in sites if site.id in covered]
    known = [share.value for share in shares if share is not None]
    return Percent(sum(known)) if sites and len(known) == len(shares) else None

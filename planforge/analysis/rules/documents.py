"""Rules that judge the documents of the last build (D.6, D.9): what they leave blank, give away, promise, mix up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.analysis.facts import Subject
from planforge.analysis.promises import promises_in
from planforge.analysis.results import Severity
from planforge.analysis.rules.registry import Breach, Missing, Rule, Yield, rule
from planforge.analysis.texts import texts
from planforge.analysis.words import listed
from planforge.analysis.written import Leak
from planforge.model.establishment import Status
from planforge.model.workflow import Horizon
from planforge.values import plural, say_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planforge.analysis.facts import Facts
    from planforge.analysis.results import ObjectRef
    from planforge.analysis.written import Contents, Written, WrittenDocument

NOT_BUILT = "la production des documents"
STALE = "des documents à jour"
BY_HAND = "le contenu des documents modifiés à la main"

_FIRST_HOUR = frozenset({Horizon.QUARTER, Horizon.HOUR})
_MOST_STEPS = 12  # what a team still does in order, standing, in one hour
_SHEETS = ("fiche", "fiches-reflexes")
_RESTRICTED = ("people", "backups", "restore_tests", "supplier_secrets")
_CONTRACTS = "suppliers"  # what a supplier promises is a fact of its contract
_LEAKS = {
    Leak.PERSONAL_PHONE: "Un numéro de téléphone personnel",
    Leak.CUSTOMER_NUMBER: "Un numéro de client d’un fournisseur",
    Leak.CONTRACT_NUMBER: "Un numéro de contrat d’un fournisseur",
    Leak.ACCESS_PLACE: "Le lieu où sont gardés des accès",
    Leak.KEY_PLACE: "Le lieu d’une clé de sauvegarde",
    Leak.WEAKNESS: "Le détail d’une faiblesse",
}
_PLACES = frozenset({Leak.ACCESS_PLACE, Leak.KEY_PLACE})  # they lead to a secret and tell none; other things lie there


@rule("DEG-TOO-LONG", Severity.MINOR)
def too_long(facts: Facts) -> Iterator[Yield]:
    """A sheet with too many steps for its first hour, or that does not hold on one page."""
    for service, flow in facts.described:
        steps = sum(step.sheet and step.horizon in _FIRST_HOUR for step in flow.steps)
        if steps > _MOST_STEPS:
            about = facts.service[service.id].at("workflow", "steps")
            yield Breach(about, {"steps": str(steps), "most": str(_MOST_STEPS)})
    for kind in _SHEETS if facts.described else ():
        yield from _unread(facts, facts.written and facts.written.of(kind))
    for contents in _read(facts.written):
        if contents.long_sheets:
            cards = facts.section("crisis", "Fiches réflexes").at("roles")
            about = facts.service[contents.of].at("workflow", "steps") if contents.of in facts.service else cards
            yield Breach(about, {"names": listed(contents.long_sheets)}, variant="page")


@rule("DOC-PLACEHOLDER", Severity.BLOCKING)
def placeholder(facts: Facts) -> Iterator[Yield]:
    """An issued plan, or one on its way, that still has fields to fill; a draft may have them."""
    document, about = facts.plan.document, _documents(facts).at("status")
    if "status" in document.unknown_lists:
        yield Missing(about, "le statut des documents")
    if document.status is Status.DRAFT:
        return
    yield from _unread(facts, facts.written)
    holed = [contents for contents in _read(facts.written) if contents.placeholders]
    if holed:
        holed.sort(key=lambda contents: -contents.placeholders)
        holes = plural(sum(contents.placeholders for contents in holed), "champ")
        values = {"holes": holes, "documents": plural(len(holed), "document"), "names": _titles(holed)}
        issued = document.status is Status.APPROVED
        variant, severity = ("", None) if issued else ("review", Severity.MAJOR)
        yield Breach(about, values, _services(facts, holed), variant, severity=severity)


@rule("DOC-SECRET", Severity.BLOCKING)
def secret(facts: Facts) -> Iterator[Yield]:
    """What the restricted annex alone may say, in a document that many people hold."""
    yield from _unread(facts, facts.written)
    shared = [contents for contents in _read(facts.written) if not contents.restricted]
    if shared and any(facts.kept_apart(section) for section in _RESTRICTED):
        yield Missing(facts.whole, "le fichier restreint (personnes, sauvegardes, fournisseurs)")
    for leak, what in _LEAKS.items():
        holding = [contents for contents in shared if leak in contents.leaks]
        if holding:
            values = {"what": what, "names": _titles(holding)}
            severity = Severity.MAJOR if leak in _PLACES else None
            yield Breach(_documents(facts), values, _services(facts, holding), severity=severity)


@rule("DOC-DIVERGENCE", Severity.BLOCKING)
def divergence(facts: Facts) -> Iterator[Yield]:
    """Documents of one folder that come from different states of the record."""
    if facts.written is None:
        yield Missing(facts.whole, NOT_BUILT)
    elif facts.written.apart:
        apart = facts.written.apart
        usual = {_edition(one) for one in facts.written.documents if one not in set(apart)}
        values = {"count": plural(len(apart), "document"), "names": listed(_told(one, usual) for one in apart)}
        of = (one.contents for one in apart if one.contents is not None)
        yield Breach(_documents(facts), values, _services(facts, of))


def _told(one: WrittenDocument, usual: set[str]) -> str:
    """A file, and why it stands apart: edited by hand, or printed with another edition than the others."""
    why = "modifié à la main" if one.by_hand else _edition(one)
    return f"{one.path} ({why})" if why and why not in usual else one.path


def _edition(one: WrittenDocument) -> str:
    """The edition that a document prints; nothing where it is not known."""
    if one.contents is None or not one.contents.version:
        return ""
    day = f" du {say_date(one.contents.date)}" if one.contents.date is not None else ""
    return f"version {one.contents.version}{day}"


@rule("DOC-WORDING", Severity.MINOR)
def wording(facts: Facts) -> Iterator[Yield]:
    """Promises, in the record or in what the hospital's own templates and library add to it."""
    known: set[str] = set()
    for said in texts(facts.plan):
        promises = promises_in(said.text)
        known.update(promises)
        if promises and said.section != _CONTRACTS:
            yield Breach(Subject(said.object, said.path), {"words": listed(promises)})
    yield from _unread(facts, facts.written)
    read = _read(facts.written)
    for promise in sorted({one for contents in read for one in contents.promises} - known):
        holding = [contents for contents in read if promise in contents.promises]
        values = {"words": listed([promise]), "names": _titles(holding)}
        yield Breach(_documents(facts), values, _services(facts, holding), variant="template")


def _documents(facts: Facts) -> Subject:
    return facts.section("document", "Documents")


def _unread(facts: Facts, written: Written | None) -> Iterator[Missing]:
    """Why documents cannot all be judged: none was built, some are older than the record, or edited by hand."""
    if written is None or not written.documents:
        yield Missing(facts.whole, NOT_BUILT)
        return
    if written.stale:
        yield Missing(facts.whole, STALE)
    if written.by_hand:
        yield Missing(facts.whole, BY_HAND)


def _read(written: Written | None) -> tuple[Contents, ...]:
    return written.read if written is not None else ()


def _titles(documents: Iterable[Contents]) -> str:
    return listed(contents.title for contents in documents)


def _services(facts: Facts, documents: Iterable[Contents]) -> tuple[ObjectRef, ...]:
    """The services that documents are about."""
    refs = (facts.service[contents.of].ref for contents in documents if contents.of in facts.service)
    return tuple(dict.fromkeys(refs))


RULES: tuple[Rule, ...] = (
    too_long,
    placeholder,
    secret,
    divergence,
    wording,
)

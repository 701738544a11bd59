"""Document control: the cover, the running header and the version code of each document."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from planforge.compose.speech import say_gap
from planforge.document.documents import Control, Revision
from planforge.document.spelling import spelled
from planforge.model.words import word

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.document.text import Gap
    from planforge.model.answer import Answer

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no letter that reads as a digit
_DEFAULT_MARKING = "Diffusion interne"
_RESTRICTED_MARKING = "TLP:AMBER – annexe restreinte"
_RESTRICTED_READERS = "Cellule de crise et RSSI (ou responsable informatique) seulement"
# Who receives a document of an exercise: those who play must not see what is prepared for them.
ANIMATORS = "Équipe d’animation de l’exercice"
OBSERVERS = f"{ANIMATORS}, observateurs"
PLAYERS = "Joueurs"


def control(context: Context, reference: str, *, restricted: bool = False, readers: str = "") -> Control:
    """What document control says of the document ``reference`` (« PCA », « PCRA-URG »), prefix added.

    ``readers`` receive this document instead of those whom the record lists for all.
    """
    record = context.plan.document
    establishment = context.plan.establishment
    edition = context.edition
    prefix = record.prefix.best
    return Control(
        establishment=establishment.name,
        reference=f"{reference}-{prefix}" if prefix else reference,
        version=edition.version or record.version.best or context.gap(record.version.unknown),
        date=edition.on or record.date.best or context.gap(record.date.unknown),
        status=edition.status or word(record.status),
        marking=_marking(context, restricted=restricted),
        authors=_people(context, record.authors, "authors"),
        reviewers=_people(context, record.reviewers, "reviewers"),
        approvers=edition.approvers or _people(context, record.approvers, "approvers"),
        distribution=readers or _distribution(context, restricted=restricted),
        next_review=record.next_review.best or context.gap(record.next_review.unknown),
        revisions=_revisions(context),
        logo=context.logo,
    )


def _marking(context: Context, *, restricted: bool) -> str:
    record = context.plan.document
    if restricted:
        return record.restricted_marking.best or _RESTRICTED_MARKING
    return record.marking.best or _DEFAULT_MARKING


def _distribution(context: Context, *, restricted: bool) -> str | Gap:
    return _RESTRICTED_READERS if restricted else _people(context, context.plan.document.distribution, "distribution")


def _people(context: Context, functions: tuple[str, ...], field: str) -> str | Gap:
    if functions:
        return ", ".join(context.function(name) for name in functions)
    return context.gap(context.plan.document.unknown_lists.get(field))


def _revisions(context: Context) -> tuple[Revision, ...]:
    """Those that the record tells, then the versions that were released; the latter count where both tell of one."""
    released = {one.version for one in context.edition.revisions}
    told = (
        Revision(past.version, past.date.best, _words(context, past.author), _words(context, past.change))
        for past in context.plan.document.revisions
        if past.version not in released
    )
    return (*told, *context.edition.revisions)


def _words(context: Context, answer: Answer[str]) -> str:
    """The answer, or who owes it once somebody was asked."""
    return answer.best or (say_gap(context.gap(answer.unknown)) if answer.unknown else "")


def version_code(content: object) -> str:
    """A short code (« 7K4-Q2M ») that changes whenever the printed content does, to compare two papers at a glance."""
    digest = int.from_bytes(hashlib.sha256(spelled(content).encode("utf-8", "surrogatepass")).digest()[:8], "big")
    letters = [_LETTERS[digest >> 5 * place & 31] for place in range(6)]
    return "".join(letters[:3]) + "-" + "".join(letters[3:])

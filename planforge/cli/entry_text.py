"""Any entry of the library in words: what it is, then its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planforge.cli.paragraphs import bullet, folded, heading, two_columns
from planforge.cli.service_text import line_text, service_sections
from planforge.cli.shelves import KIND_NAMES
from planforge.library.summaries import EntryKind, form_users, how_sure, needed_by, users
from planforge.model.words import word
from planforge.values import say_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from planforge.cli.service_text import Section
    from planforge.library.loading import Library
    from planforge.library.summaries import Found
    from planforge.library.types import (
        ContactType,
        Form,
        FormPart,
        MessageType,
        Milestone,
        RoleType,
        ScenarioType,
        SystemType,
        WardRoleType,
    )
    from planforge.model.answer import Answer, ByScenario
    from planforge.model.workflow import WorkflowLine
    from planforge.values import Duration

_PART_KINDS = {
    "identity": "identité du patient",
    "lines": "lignes à remplir",
    "checks": "cases à cocher",
    "grid": "tableau",
    "space": "écriture libre",
    "text": "texte à lire",
    "signature": "signature",
    "return": "suite donnée au retour de l’informatique",
}


def entry_text(library: Library, found: Found) -> Iterator[str]:
    """The lines of an entry, for a console; for systems and forms, the service types that use them are looked up."""
    yield heading(f"{found.name} ({found.id})")
    origin = "entrée de l’établissement" if found.own else "bibliothèque de planforge"
    yield folded(f"{KIND_NAMES[found.kind][0]}, {origin}".capitalize())
    for title, lines in _SECTIONS[found.kind](library, found.entry):
        told = [*lines]
        if told:
            yield from ("", heading(title), *told) if title else told


def _system(library: Library, kind: SystemType) -> Iterator[Section]:
    yield "", two_columns(_system_facts(kind))
    yield "Nécessaire pour fonctionner", two_columns(_system_names(library, kind.needs_to_run))
    also = [one for one in kind.needs_to_restore if one not in kind.needs_to_run]
    yield "Nécessaire en plus pour restaurer", two_columns(_system_names(library, also))
    yield "Contrôles avant remise en service", _plain(kind.checks)
    told = [(user.id, f"{user.name} ; {word(user.level)}") for user in users(library, kind.id)]
    yield "Services qui s’en servent d’ordinaire", two_columns(told)
    yield "Types qui en ont besoin pour fonctionner", two_columns(_system_names(library, needed_by(library, kind.id)))


def _system_facts(kind: SystemType) -> list[tuple[str, str]]:
    return [
        ("Couche", kind.layer.value),
        ("Classe de reprise", word(kind.tier)),
        ("RTO en panne locale", _told(kind.rto)),
        ("RTO en cyberattaque", _told(kind.rto.at("cyber"))),
        ("RPO", _told(kind.rpo)),
        ("Restauration", f"{_told(kind.restore.total)} ; une fois revenu tout ce qu’il attend"),
        ("Certitude", how_sure(kind.certainty)),
    ]


def _told(answer: Answer[Duration] | ByScenario[Duration]) -> str:
    """A duration, or its range in words, with its note."""
    note = f" ; {answer.note}" if answer.note else ""
    if answer.min is not None and answer.max is not None:
        return f"{answer.min} au mieux, {answer.likely} probable, {answer.max} au pire{note}"
    return f"{answer.best}{note}" if answer.best is not None else "non dit"


def _system_names(library: Library, identifiers: Iterable[str]) -> list[tuple[str, str]]:
    known = library.system_types
    return [(one, known[one].name if one in known else "type inconnu") for one in identifiers]


def _form(library: Library, form: Form) -> Iterator[Section]:
    yield "", two_columns(_form_facts(form))
    yield "Parties, de haut en bas", (line for part in form.parts for line in _form_part(part))
    yield "Services qui l’utilisent", two_columns([*form_users(library, form.id).items()])


def _form_facts(form: Form) -> list[tuple[str, str]]:
    facts = [
        ("Usage", form.use),
        ("Domaine à valider", word(form.domain) if form.domain else ""),
        ("Page", "à l’italienne" if form.landscape else "à la française"),
        ("Devenir du papier", word(form.reentry) if form.reentry else ""),
        ("Ressaisie", f"{say_number(form.minutes)} min par feuille" if form.minutes else ""),
        ("Seconde lecture", f"{form.checked} des feuilles" if form.checked else ""),
        ("Certitude", how_sure(form.certainty)),
    ]
    return [(name, said) for name, said in facts if said]


def _form_part(part: FormPart) -> Iterator[str]:
    yield from bullet(part.name, (_PART_KINDS.get(part.kind.value, part.kind.value), part.note))
    written = [*(_label(one) for one in part.fields), *(column.title for column in part.columns)]
    if written:
        yield folded(" ; ".join(written), indent=6)


def _label(field: Any) -> str:  # noqa: ANN401 - a plain label, or one with boxes to tick
    label = str(getattr(field, "label", field))
    choices = ", ".join(getattr(field, "choices", ()))
    return f"{label} ({choices})" if choices else label


def _role(_library: Library, role: RoleType) -> Iterator[Section]:
    yield "Mission", [folded(role.mission)]
    yield "15 premières minutes", _workflow(role.first_quarter)
    yield "Première heure", _workflow(role.first_hour)
    yield "Ensuite", _workflow(role.then)
    yield "À ne jamais faire", _plain(role.never)
    yield "À avoir sous la main", _plain(role.has_ready)


def _scenario(_library: Library, scenario: ScenarioType) -> Iterator[Section]:
    facts = [
        ("Nature", word(scenario.kind)),
        ("Avant toute restauration", _told(scenario.gate)),
        ("Certitude", how_sure(scenario.certainty)),
    ]
    yield "", two_columns(facts)
    yield "Description", [folded(scenario.description)]
    yield "Phases", _workflow(scenario.phases)


def _ward_role(_library: Library, role: WardRoleType) -> Iterator[Section]:
    yield "Ce qu’il fait", [folded(role.task)]


def _contact(_library: Library, contact: ContactType) -> Iterator[Section]:
    yield "Quand l’appeler", [folded(contact.when)]
    yield "Numéro public national", [folded(contact.number)] if contact.number else []


def _message(_library: Library, message: MessageType) -> Iterator[Section]:
    yield "Public", [folded(message.audience)]
    yield "Texte", [folded(message.text)]


def _milestone(_library: Library, milestone: Milestone) -> Iterator[Section]:
    yield "", two_columns([("Après", str(milestone.after)), ("Qui décide", milestone.who)])
    yield "Où l’on en est", [folded(milestone.logic)]
    yield "Décision attendue", line_text(milestone)


def _workflow(lines: Iterable[WorkflowLine]) -> Iterator[str]:
    for line in lines:
        yield from line_text(line)


def _plain(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from bullet(text)


_SECTIONS: Mapping[EntryKind, Callable[[Library, Any], Iterator[Section]]] = {
    EntryKind.SERVICES: service_sections,
    EntryKind.SYSTEMS: _system,
    EntryKind.FORMS: _form,
    EntryKind.ROLES: _role,
    EntryKind.SCENARIOS: _scenario,
    EntryKind.WARD_ROLES: _ward_role,
    EntryKind.CONTACTS: _contact,
    EntryKind.MESSAGES: _message,
    EntryKind.MILESTONES: _milestone,
}

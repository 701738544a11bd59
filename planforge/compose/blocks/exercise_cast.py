"""Who plays an exercise, by function: cells, directory without real numbers, those who run it and those who watch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks.columns import TEXT
from planforge.document.tables import Cell, Column, Table, row
from planforge.document.text import Gap
from planforge.model.playing import PlayCell
from planforge.model.words import word
from planforge.values import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planforge.analysis.exercises.drawing import Played
    from planforge.analysis.exercises.kit import Kit
    from planforge.compose.context import Context
    from planforge.document.tables import Row
    from planforge.library.exercise_types import CellType
    from planforge.model.crisis import Cell as CrisisCell

NUMBER_TO_GIVE = "____"  # an exercise has numbers of its own, written in on the day
_SEARCHED = (
    PlayCell.IT,
    PlayCell.CARE,
    PlayCell.COMMUNICATION,
    PlayCell.LOGISTICS,
    PlayCell.LEGAL,
    PlayCell.HR,
    PlayCell.DECISION,
)  # the decision cell last: its words are the widest


def own_cells(context: Context, kit: Kit) -> Mapping[PlayCell, CrisisCell]:
    """The hospital's own crisis cells, each under what it plays."""
    left = list(context.plan.crisis.cells)
    found: dict[PlayCell, CrisisCell] = {}
    for cell in _SEARCHED:
        kind = kit.shelves.exercise_cells.get(cell.value)
        own = next((one for one in left if kind and _is_called(one, kind)), None)
        if own is not None:
            left.remove(own)
            found[cell] = own
    return found


def _is_called(cell: CrisisCell, kind: CellType) -> bool:
    words = set(fold(f"{cell.id} {cell.name}").replace("-", " ").split())
    return bool(words & {fold(one) for one in kind.words})


def cell_names(context: Context, kit: Kit) -> Mapping[PlayCell, str]:
    """How each cell is called here: by its own name where the record has it."""
    own = own_cells(context, kit)
    library = kit.shelves.exercise_cells
    return {
        cell: own[cell].name if cell in own else library[cell.value].name if cell.value in library else word(cell)
        for cell in PlayCell
    }


def recipient(context: Context, kit: Kit, one: Played) -> str:
    """Who receives a stimulus: a cell by its name here, a ward by its own."""
    if one.cell is not PlayCell.WARD:
        return cell_names(context, kit)[one.cell]
    playing = [service.name for service in kit.wards]
    aimed = one.aimed.values.get("service", "")
    if aimed in playing:
        return aimed
    return playing[0] if len(playing) == 1 else "Services en jeu"


def cast_table(context: Context, kit: Kit) -> Table:
    """Who plays, by function, cell by cell; those whom nobody named leave a gap."""
    return Table(
        id="joueurs",
        columns=(
            Column("cell", "Cellule", TEXT, 2.2),
            Column("function", "Fonction", TEXT, 3.6),
            Column("present", "Joue (oui, non, remplacé par)", TEXT, 2.2),
            Column("phone", "Téléphone d’exercice", TEXT, 1.6),
        ),
        rows=tuple(_players(context, kit)),
        caption="Qui joue, par fonction",
    )


def _players(context: Context, kit: Kit) -> Iterator[Row]:
    names = cell_names(context, kit)
    for cell in kit.form.cells:
        if cell is PlayCell.WARD:
            for service in kit.wards:
                head = context.person_cell(service.head)
                yield row(f"joueur.{service.id}", Cell(service.name, bold=True), head, "", NUMBER_TO_GIVE)
            continue
        functions = _functions(context, kit, cell)
        if not functions:
            gap = Gap(_manager(context))
            yield row(f"joueur.{cell.value}", Cell(names[cell], bold=True), gap, "", NUMBER_TO_GIVE)
        for rank, function in enumerate(functions, 1):
            title = Cell(names[cell] if rank == 1 else "", bold=True)
            yield row(f"joueur.{cell.value}.{rank}", title, function, "", NUMBER_TO_GIVE)


def _functions(context: Context, kit: Kit, cell: PlayCell) -> list[str]:
    """The functions that sit in a cell: those of the hospital's own, else the holders of its crisis roles."""
    own = own_cells(context, kit).get(cell)
    if own is not None:
        members = [own.lead.best or "", *own.members]
        return list(dict.fromkeys(context.function(one) for one in members if one))
    kind = kit.shelves.exercise_cells.get(cell.value)
    roles = [one.record for one in context.resolved.roles if kind and one.type.id in kind.roles and one.record]
    return list(dict.fromkeys(context.function(one.person.best) for one in roles if one.person.best))


def voices_table(context: Context) -> Table:
    """Whom the animation plays: outside contacts and suppliers, never called for real."""
    named = [one.name for one in context.plan.contacts]
    usual = [one.name for one in context.resolved.contact_types.values()]
    return Table(
        id="correspondants",
        columns=(
            Column("who", "Correspondant", TEXT, 4.0),
            Column("by", "Joué par", TEXT, 2.0),
            Column("phone", "Numéro d’exercice", TEXT, 1.6),
        ),
        rows=tuple(
            row(f"correspondant.{rank}", Cell(name, bold=True), "la cellule d’animation", NUMBER_TO_GIVE)
            for rank, name in enumerate((*(named or usual), "Fournisseurs et hébergeurs", "Familles, presse"), 1)
        ),
        caption="Qui est joué par l’animation",
    )


def team_table(context: Context, kit: Kit) -> Table:
    """Who runs the exercise and who watches it: to be named, by function."""
    return Table(
        id="equipe",
        columns=(
            Column("role", "Rôle dans l’exercice", TEXT, 2.6),
            Column("task", "Ce qu’il fait", TEXT, 4.2),
            Column("function", "Fonction désignée", TEXT, 3.4),
        ),
        rows=tuple(
            row(f"equipe.{rank}", Cell(role, bold=True), task, Gap(_manager(context)))
            for rank, (role, task) in enumerate(_team(context, kit), 1)
        ),
        caption="Qui anime, qui observe, qui veille",
    )


def _team(context: Context, kit: Kit) -> Iterator[tuple[str, str]]:
    yield "Directeur de l’exercice", "Ouvre, arrête, décide les changements importants ; ne joue pas"
    for rank in range(1, kit.form.animators + 1):
        yield f"Animateur {rank}", "Tient les correspondants, envoie les stimuli, note l’heure jouée"
    names = cell_names(context, kit)
    places = [names[cell] for cell in kit.form.cells if cell is not PlayCell.WARD]
    places += [service.name for service in kit.wards] if PlayCell.WARD in kit.form.cells else []
    for rank in range(1, kit.form.observers + 1):
        where = places[(rank - 1) % len(places)] if places else ""
        yield f"Observateur {rank}", f"Regarde et note, sans aider ni commenter{f' : {where}' if where else ''}"
    yield "Gardien des soins réels", "Ne joue pas ; peut dire le mot d’arrêt à tout moment, et on l’écoute"


def _manager(context: Context) -> str:
    """Who answers for the plan, by function: it falls to this person to name the others."""
    return context.function(context.plan.governance.manager.best)

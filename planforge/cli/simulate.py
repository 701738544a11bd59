"""``planforge simulate``: a restart computed and told, system by system and service by service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from planforge.cli.console import result, say, strong
from planforge.cli.entry import NOT_DONE
from planforge.cli.gantt import cut, gantt
from planforge.cli.pending_answers import tell_pending
from planforge.cli.places import record_folder, today
from planforge.cli.reporting import emit, report
from planforge.cli.shapes import estimate_shape, lever_shape
from planforge.cli.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planforge.analysis.schedule.estimates import ScenarioEstimate, ServiceEstimate, SystemEstimate
    from planforge.binder.simulating import Simulation, SimulationRequest
    from planforge.cli.root import Settings

_MOST_RUNS = 100_000
_CHAIN_MARK = " → "
_TITLE = "cyan"


@click.command("simulate")
@click.option("--scenario", default="", metavar="ID", help="Le scénario à simuler (sinon la cyberattaque).")
@click.option(
    "--runs",
    type=click.IntRange(100, _MOST_RUNS),
    metavar="N",
    help="Nombre de simulations (sinon 300 à 1000, selon la taille).",
)
@click.option("--seed", type=click.IntRange(1), metavar="N", help="Autre tirage ; la même graine redonne le même.")
@click.option(
    "--what-if", "what_if", multiple=True, metavar="MOYEN", help="Et si… : person:ID, on-call:ID, bandwidth:ID, island…"
)
@click.option("--levers", is_flag=True, help="Chercher ce qui ferait gagner le plus (quelques secondes).")
@click.pass_obj
def command(settings: Settings, /, **options: Any) -> None:  # noqa: ANN401 - click's options
    """Calculer le redémarrage : dates, chances de tenir les objectifs, heures que rien ne couvre.

    Les dates et les chances viennent d’un seul et même ordre de reprise. Ne modifie pas le dossier.
    """
    from planforge.binder.simulating import SimulationRequest  # noqa: PLC0415 - kept out of start-up

    folder = record_folder(settings)
    tell_pending(folder, settings)
    request = SimulationRequest(
        folder=folder,
        today=settings.as_of or today(),
        scenario=options["scenario"],
        runs=options["runs"] or 0,
        seed=options["seed"] or 0,
        what_if=tuple(options["what_if"]),
        levers=options["levers"],
    )
    found = _simulated(settings, request)
    for notice in found.opened.record.notices:
        say(notice, settings)
    if settings.json:
        _emit(settings, found)
    else:
        result("\n".join(_text(found, verbose=settings.verbose)))


def _simulated(settings: Settings, request: SimulationRequest) -> Simulation:
    from planforge.binder import simulating  # noqa: PLC0415 - kept out of start-up

    try:
        return simulating.simulation(request)
    except simulating.UnknownChoiceError as error:
        raise click.UsageError(str(error)) from error
    except simulating.CannotSimulateError as error:
        report(error, settings, "simulate")
        raise click.exceptions.Exit(NOT_DONE) from error


def _emit(settings: Settings, found: Simulation) -> None:
    emit(
        "simulate",
        as_of=(settings.as_of or today()).isoformat(),
        changed=list(found.changed),
        estimate=estimate_shape(found.estimate),
        without=estimate_shape(found.without) if found.without else None,
        levers=[lever_shape(one) for one in found.levers],
    )


def _text(found: Simulation, *, verbose: bool) -> Iterator[str]:
    yield from _heading(found)
    yield from _services(found)
    yield from _systems(found, verbose=verbose)
    yield strong("Planning, sur les durées les plus probables", _TITLE)
    names, estimate = found.plan.systems, found.estimate
    rows = [(names[one.system].name, one.start, one.end) for one in estimate.systems if one.own]
    yield gantt(rows, estimate.gate[1])
    yield ""
    yield f"Chaîne qui retient tout : {_CHAIN_MARK.join(names[name].name for name in estimate.chain)}."
    yield from _own_order(estimate)
    yield from _levers(found)
    yield from _assumptions(found)


def _heading(found: Simulation) -> Iterator[str]:
    from planforge.analysis.words import roughly  # noqa: PLC0415 - kept out of start-up

    low, likely, high = found.estimate.gate
    gate = f"rien ne se restaure avant {roughly(likely)} ({roughly(low)} au mieux, {roughly(high)} au pire)"
    yield strong(f"Scénario « {found.scenario.name} » : {gate}.", _TITLE)
    if found.estimate.apart:
        yield "Aucune perte n’est nommée : chaque système est supposé tomber seul, le reste debout."
    for one in found.changed:
        yield f"Et si : {one}."
    for loop in found.estimate.loops:
        names = [found.plan.systems[name].name for name in loop.needs]
        user = found.plan.systems[loop.user].name
        yield f"Boucle : calculé comme si « {user} » démarrait sans {' ni '.join(f'« {name} »' for name in names)}."
        yield "    Tant que ce lien n’est pas rompu et essayé, ce redémarrage est impossible."
    for name in found.estimate.unknown:
        yield f"Sans date : « {found.plan.systems[name].name} », durée de restauration inconnue."
    yield ""


def _services(found: Simulation) -> Iterator[str]:
    head = ("", "Tient", "1 fois sur 2", "Défavorable", "À couvrir", "Chances de tenir", "Verdict")
    for title, vital in (("Services vitaux", True), ("Autres services", False)):
        rows = [_service_row(found, one) for one in found.estimate.services if one.vital is vital]
        if rows:
            yield strong(title, _TITLE)
            yield table([head, *rows])
            yield ""
    if found.estimate.services:
        yield "À couvrir : du mode dégradé au retour, une fois sur deux. Défavorable : dépassé une fois sur dix."
        yield ""


def _service_row(found: Simulation, one: ServiceEstimate) -> tuple[str, ...]:
    from planforge.analysis.spoken import VERDICTS, hours_left, printed_back, printed_gap  # noqa: PLC0415 - kept out of start-up
    from planforge.analysis.words import in_ten, roughly  # noqa: PLC0415 - same
    from planforge.values import say_duration  # noqa: PLC0415 - same

    name = cut(found.plan.service[one.service].name)
    if one.dates is None:
        lacking = ", ".join(found.plan.systems[name].name for name in one.missing)
        return (name, "", "", "", "", "", f"{VERDICTS[one.verdict]}, sans date pour {lacking}")
    return (
        name,
        roughly(one.limit) if one.limit is not None else "?",
        say_duration(printed_back(one.dates.p50, one.limit)),
        say_duration(printed_back(one.dates.p90, one.limit)),
        hours_left(gap) if (gap := printed_gap(one)) else "",
        in_ten(one.odds) if one.odds is not None else "",
        VERDICTS[one.verdict],
    )


def _systems(found: Simulation, *, verbose: bool) -> Iterator[str]:
    yield strong("Systèmes, dans l’ordre de reprise", _TITLE)
    head = ("", "Début", "Fin", "1 fois sur 2", "Défavorable", "RTO", "Chances de tenir", "Verdict", "Attend")
    rows = [head, *(_system_row(found, one) for one in found.estimate.systems)]
    yield table(rows if verbose else [row[:-1] for row in rows])
    yield "Début et fin : sur les durées les plus probables." + (
        "" if verbose else " Ce que chacun attend : planforge -v"
    )
    yield ""


def _system_row(found: Simulation, one: SystemEstimate) -> tuple[str, ...]:
    from planforge.analysis.spoken import STANDINGS, held_by  # noqa: PLC0415 - kept out of start-up
    from planforge.analysis.words import in_ten, roughly  # noqa: PLC0415 - same
    from planforge.values import Duration, say_duration  # noqa: PLC0415 - same

    return (
        cut(found.plan.systems[one.system].name),
        roughly(one.start),
        roughly(one.end),
        roughly(one.dates.p50),
        roughly(one.dates.p90),
        say_duration(Duration(one.target)) if one.target is not None else "",
        in_ten(one.odds) if one.odds is not None else "",
        STANDINGS[one.standing],
        held_by(found.plan, one),
    )


def _own_order(estimate: ScenarioEstimate) -> Iterator[str]:
    from planforge.analysis.words import roughly  # noqa: PLC0415 - kept out of start-up

    if estimate.own is None:
        return
    gain = estimate.own.waiting - estimate.chosen.waiting
    if gain > 0:
        yield f"L’ordre de l’établissement ferait attendre les services vitaux {roughly(gain)} de plus (total pondéré)."
    else:
        yield "L’ordre de l’établissement vaut celui que planforge a trouvé ; c’est lui qui est suivi."


def _levers(found: Simulation) -> Iterator[str]:
    from planforge.analysis.spoken import lever_words  # noqa: PLC0415 - kept out of start-up

    useful = [one for one in found.levers if one.hours or one.uncovered]
    if found.levers:
        yield ""
        yield strong("Leviers : heures gagnées, tous services vitaux ensemble", _TITLE)
        head = ("Levier", "Retour plus tôt", "Heures découvertes en moins")
        rows = [(lever_words(found.plan, one.kind, one.of), f"{one.hours} h", f"{one.uncovered} h") for one in useful]
        yield table([head, *rows], numbers=frozenset({1, 2}))
        if len(useful) < len(found.levers):
            yield f"Sans effet mesurable : {len(found.levers) - len(useful)} autres."


def _assumptions(found: Simulation) -> Iterator[str]:
    from planforge.analysis.spoken import BASES  # noqa: PLC0415 - kept out of start-up

    estimate = found.estimate
    total = sum(1 for one in estimate.systems if one.own)
    yield ""
    yield strong("Hypothèses", _TITLE)
    yield f"- {estimate.runs} simulations, graine {estimate.seed} ; perte supposée un vendredi à 18 h."
    yield f"- Délai avant restauration : durée {BASES[estimate.gate_basis]}."
    yield f"- Durées de restauration : {total}, dont {estimate.measured} mesurées et {estimate.guessed} supposées."
    if estimate.unstaffed:
        yield f"- {len(estimate.unstaffed)} systèmes sans équipe connue : supposés pris en charge dès que possible."
    for policy, percent in estimate.copies_doubted:
        odds = f"copie inutilisable {percent} fois sur 100, restauration trois fois plus longue alors"
        yield f"- « {found.plan.backup[policy].name} » : {odds}."
    yield "Ce sont des ordres de grandeur sous ces hypothèses, pas un engagement."

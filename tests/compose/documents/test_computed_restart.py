from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from planforge.analysis.results import Verdict
from planforge.analysis.schedule.estimates import Comparison, Dates, Hold, Overloaded
from planforge.compose.blocks import schedule
from planforge.compose.documents import computed_restart, recovery
from planforge.errors import TemplateError
from planforge.values import Duration
from tests.compose.estimates import DAY, HOUR, WHOLE_ATTACK, changed_service, estimate_of, made_system

if TYPE_CHECKING:
    from collections.abc import Callable

    from planforge.analysis.schedule.estimates import ScenarioEstimate
    from planforge.compose.context import Context
    from planforge.document.documents import Document
    from planforge.document.tables import Table
    from tests.compose.records import Open

OUTAGE = {"id": "panne", "name": "Panne du dossier", "kind": "local-failure", "lost": ["dpi"], "gate": "1 h"}
SITE = {
    "id": "site",
    "name": "Site perdu",
    "kind": "site-loss",
    "gate": {"unknown": {"ask": "rssi", "due": "2027-01-05"}},
}
ATTACK = {"id": "cyber", "name": "Cyberattaque", "kind": "cyber", "lost": ["dpi"], "gate": "4 j"}


def _chapter(context: Context, prose: Callable[[Document], str]) -> str:
    """The computed restart as the recovery plan prints it."""
    said = prose(recovery.compose(context, ""))
    return said[said.index("Le redémarrage calculé {#calcul}") : said.index("{#objectifs-preuves}")]


class Put(Protocol):
    """Puts other values in the estimate of the small record."""

    def __call__(self, **changes: Any) -> ScenarioEstimate: ...


@pytest.fixture
def put(context: Context, monkeypatch: pytest.MonkeyPatch) -> Put:
    def other(**changes: Any) -> ScenarioEstimate:
        made = replace(estimate_of(context), **changes)
        monkeypatch.setitem(context.results.outlook._found, made.scenario, made)
        return made

    return other


def test_a_whole_attack_is_told_from_its_verdict_to_its_assumptions(
    open_context: Open, prose: Callable[[Document], str]
) -> None:
    said = _chapter(open_context(WHOLE_ATTACK), prose)
    for words in (
        "le mode dégradé ne tient nulle part jusqu’au retour calculé, même une fois sur deux, sous les hypothèses",
        "Toutes les dates de ce scénario supposent ce lien rompu :",
        "« Annuaire » démarre sans « Réseau »",
        "Tant que ce lien n’est pas rompu et essayé, le redémarrage est impossible.",
        "Aucune restauration avant : 4 j le plus probable, 2 j au mieux, 9 j au pire.",
        "Plus long trou à couvrir : « Urgences »",
        "4 impossibles sur les durées les plus probables, quels que soient les moyens",
        "1. Annuaire, de 4 j à 4 j 12 h (délai avant toute restauration)",
        "Délai avant toute restauration : 4 objectifs impossibles, dont « Annuaire » (visé en 2 h)",
        "L’ordre écrit par l’établissement ferait attendre les services vitaux",
        "des 14 pannes publiques ont duré plus longtemps",
        "graves et médiatisés",
        "Durées : 4, dont 1 mesurée par un essai et 3 supposées",
        "Gravité de l’attaque",
        "Sans équipe connue : 1 système pris en charge aussitôt",
        "1\u202f000, tirage n° 1",
    ):
        assert words in said, words


def test_a_scenario_after_the_first_attack_is_told_in_short(
    open_context: Open, prose: Callable[[Document], str], tables: Callable[[object], list[Table]]
) -> None:
    context = open_context({"scenarios": [OUTAGE, ATTACK]})
    said = _chapter(context, prose)
    assert said.index("Cyberattaque {#calcul-cyber}") < said.index("Panne du dossier {#calcul-panne}")
    short = said[said.index("{#calcul-panne}") :]
    assert "Hypothèses : 1 système arrêté ; 1 durée, dont 1 mesurée et 0 supposée" in short
    assert "Leviers" not in short
    assert "pannes publiques" not in short
    found = {table.id for table in tables(recovery.compose(context, ""))}
    assert "planning-calcule-panne" in found
    assert "services-calcules-panne" not in found  # its degraded mode holds, adverse case too: one sentence says it
    assert "tient partout jusqu’au retour calculé, cas défavorable compris" in short


def test_what_cannot_be_computed_says_what_is_missing_and_who_knows(
    open_context: Open, minimum: Context, prose: Callable[[Document], str]
) -> None:
    said = _chapter(open_context({"scenarios": [ATTACK, SITE]}), prose)
    assert "Site perdu : il manque" in said
    assert "À COMPLÉTER (RSSI, avant le 05/01/2027)" in said
    assert "Aucun redémarrage ne peut être calculé" in _chapter(minimum, prose)


def test_public_outages_are_told_once(context: Context, minimum: Context, prose: Callable[[Document], str]) -> None:
    assert "{#reperes}" not in prose(recovery.compose(context, ""))
    assert "{#reperes}" in prose(recovery.compose(minimum, ""))


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ((Verdict.HELD, Verdict.REDUCED), "tient partout jusqu’au retour calculé, cas défavorable compris"),
        ((Verdict.REDUCED, Verdict.BREAK), "pour 1 une fois sur deux, pour aucun dans le cas défavorable"),
        (
            (Verdict.UNKNOWN, Verdict.UNKNOWN),
            "ne tient nulle part jusqu’au retour calculé, même une fois sur deux ; tenue",
        ),
    ],
)
def test_the_first_sentence_says_until_when_wards_hold(
    context: Context, put: Put, verdicts: tuple[Verdict, Verdict], said: str
) -> None:
    likely, worst = verdicts
    put(services=(changed_service(estimate_of(context), verdict=likely, worst_verdict=worst),))
    (told,) = computed_restart.calculated(context)
    assert said in told.lead
    assert told.lead.startswith("Sur 1\u00a0service vital touché")


def test_a_scenario_that_stops_no_service_says_so(context: Context, put: Put) -> None:
    put(services=())
    (told,) = computed_restart.calculated(context)
    assert told.lead == "Aucun service ne perd d’application vitale dans ce scénario."
    assert told.gap is told.back is None
    assert told.listed == 0


def test_services_without_a_date_say_what_they_wait_for(context: Context, put: Put) -> None:
    unknown = changed_service(
        estimate_of(context), verdict=Verdict.UNKNOWN, worst_verdict=Verdict.UNKNOWN, dates=None, missing=("ad",)
    )
    put(services=(unknown,))
    (told,) = computed_restart.calculated(context)
    assert told.undecided == "«\u00a0Urgences\u00a0» (sans date pour «\u00a0Annuaire\u00a0»)"


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (("own", Comparison(100, 2, 0)), "suit l’ordre écrit par l’établissement"),
        (("slack", Comparison(100 + 3 * DAY, 2, 0)), "3 j de plus"),
        (("slack", Comparison(100 + 3 * DAY, 4, 0)), "et manquerait 2 objectifs de plus"),
        (("slack", Comparison(100 + 3 * DAY, 1, 0)), "et manquerait 1 objectif de moins"),
        (("slack", Comparison(100, 2, 0)), "vaut celui du planning"),
        (("slack", None), "n’a pas écrit son ordre"),
    ],
)
def test_the_hospitals_own_order_is_compared(
    put: Put, context: Context, prose: Callable[[Document], str], order: tuple[str, Comparison | None], said: str
) -> None:
    method, own = order
    put(method=method, chosen=Comparison(100, 2, 0), own=own)
    assert said in _chapter(context, prose)


def test_too_much_work_is_told_in_hours_unless_no_hour_is_left(
    context: Context, put: Put, prose: Callable[[Document], str]
) -> None:
    team = Overloaded(Hold.TEAM, "equipe", 4, 5 * DAY, 4 * DAY, 96 * 60, 48 * 60, ("dpi",))
    put(overloaded=(team, replace(team, resource="autre", room=0)))
    assert "Équipe « Équipe système », 4 personnes : 96 h à faire avant 5 j, 48 h possibles (« Dossier patient »)" in (
        _chapter(context, prose)
    )


def test_doubted_copies_and_systems_without_a_date_are_assumptions(
    context: Context, put: Put, prose: Callable[[Document], str]
) -> None:
    backup = next(iter(context.plan.backup))
    put(copies_doubted=((backup, 30),), unknown=("ad",), blocked=("paie",))
    said = _chapter(context, prose)
    assert "inutilisables environ 3 sur 10 ; la restauration est alors 3 fois plus longue" in said
    assert "Sans durée, donc sans date : « Annuaire »." in said
    assert "Sans date parce qu’ils les attendent : « Paie »." in said


def test_verdicts_of_objectives_are_counted(context: Context) -> None:
    found = replace(estimate_of(context), systems=(made_system("dpi"), made_system("ad", target=None)))
    assert computed_restart._counts(found) == computed_restart.Counts(1, 0, 0, 1, 0)
    dates = Dates(0, 1, 2, 3)
    assert computed_restart._back([changed_service(found, dates=None)]) is None
    assert computed_restart._back([changed_service(found, dates=dates)]) is not None


def test_a_template_that_asks_for_another_scenario_is_told_which_there_are(open_context: Open, tmp_path: Any) -> None:
    context = open_context()
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "pra.md.j2").write_text("# Titre {#titre}\n\n```table leviers scenario=autre\n```\n", encoding="utf-8")
    templates = type(context.templates)([folder, *context.templates.folders])
    with pytest.raises(TemplateError) as failure:
        recovery.compose(replace(context, templates=templates), "")
    assert "leviers scenario=cyber" in str(failure.value.problems[0])


def test_a_date_is_the_same_in_a_sentence_and_in_the_tables(context: Context, put: Put) -> None:
    close = Dates(DAY, 4 * DAY + 2 * HOUR, 5 * DAY, 5 * DAY)  # half a day after the target, once rounded
    put(systems=(made_system("dpi", dates=close, end=4 * DAY + 2 * HOUR),), chain=("dpi",))
    (told,) = computed_restart.calculated(context)
    (link,) = told.chain
    said = {"4\u00a0j\u00a012\u00a0h"}
    assert told.record is not None
    assert told.reference is not None
    assert {told.record.likely, told.reference.median, link.end} == said
    outages = schedule.outages_table(context, estimate_of(context))
    own = next(row for row in outages.rows if row.id == "ici.p50")
    assert own.cells[1].value == Duration(4 * DAY + 12 * HOUR)
    assert own.cells[1].bold


def test_the_last_service_back_is_on_its_side_of_its_limit(context: Context) -> None:
    held = changed_service(estimate_of(context), dates=Dates(0, 50 * HOUR, 52 * HOUR, 55 * HOUR), limit=56 * HOUR)
    assert computed_restart._back([held]) == computed_restart.Return("", "2\u00a0j", "2\u00a0j\u00a08\u00a0h")


def test_what_opens_the_safe_and_who_carries_calls_is_told_here(
    open_context: Open, prose: Callable[[Document], str]
) -> None:
    told = open_context({"continuity_means.secrets_offline": "non", "continuity_means.operators": "1"})
    said = prose(recovery.compose(told, ""))
    assert "Mots de passe, clés et licences aussi hors du système d’information : non" in said
    assert "Opérateurs différents des téléphones et liaisons de secours : 1" in said

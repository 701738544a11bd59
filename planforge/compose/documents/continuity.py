"""``pca.docx``: the continuity plan of the establishment, solutions ranged by lost resource."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import activities, crisis, findings, people, returns, strategy
from planforge.compose.prose import Wording, of, write
from planforge.document.text import Gap
from planforge.model.establishment import Care
from planforge.model.services import Loss
from planforge.model.words import word
from planforge.values import join_and, plural, say_duration, say_percent

if TYPE_CHECKING:
    from planforge.compose.context import Context
    from planforge.compose.prose import Maker
    from planforge.document.documents import Document

_HOMES = {Care.EHPAD, Care.DISABILITY, Care.SSIAD}  # no theatre, no diversion: other trade-offs


def compose(context: Context, service: str) -> Document:
    """The strategic plan: what is promised to nobody, decided by whom, proved by what."""
    del service
    return write(
        context,
        Wording(
            kind="pca",
            template="pca",
            title="Plan de continuité d’activité",
            subtitle="Continuité et reprise de l’établissement (PCRA), volet continuité",
            reference="PCA",
            blocks={
                "perimetres-care": of(strategy.care_scope, context),
                "activites-critiques": of(activities.critical_activities, context),
                "interdependances": of(activities.interdependencies, context),
                "scenarios": of(crisis.scenarios, context),
                "risques": of(crisis.risks, context),
                **{f"solutions-{loss.value}": _solutions(context, loss) for loss in Loss},
                "vise-et-calcule": of(returns.declared_and_computed, context),
                "hypotheses": of(returns.assumptions, context),
                "decideurs": of(people.deciders, context),
                "niveaux": of(crisis.levels, context),
                "cellules": of(people.cells, context),
                "moyens": of(strategy.means, context),
                "liste-pcra": of(strategy.plans, context),
                "programme": of(findings.programme, context),
                "avis": of(strategy.opinions, context),
            },
            values=_values(context),
        ),
    )


def _solutions(context: Context, loss: Loss) -> Maker:
    return lambda _reference: strategy.solutions(context, loss)


def _values(context: Context) -> dict[str, object]:
    plan = context.plan
    establishment = plan.establishment
    return {
        "missing": Gap(),
        "statute": word(establishment.statute),
        "fields": join_and([word(field) for field in establishment.activities]) or Gap(),
        "services_count": plural(len(plan.services), "service"),
        "sites_count": plural(len(establishment.sites), "site") if establishment.sites else Gap(),
        "alert_number": plan.crisis.alert_number,
        "hospital": not establishment.activities or bool(set(establishment.activities) - _HOMES),
        "care_sentence": _care_sentence(context),
        "bia_lead": _bia_lead(context),
        "tests_lead": _tests_lead(context),
        "computed_lead": _computed_lead(context),
        "loops": returns.looped(estimate for _, estimate in returns.computed(context)),
    }


def _care_sentence(context: Context) -> str:
    care = context.results.care_scope
    if not care.candidate:
        return "L’établissement n’est pas candidat au domaine 2 de CaRE ; les mêmes périmètres servent de repère."
    if care.share is None:
        return "La part d’activité couverte ne se calcule pas encore : il manque la part de certains sites."
    return f"Les sites couverts pèsent {say_percent(care.share)} de l’activité combinée ; CaRE demande 66 % au moins."


def _bia_lead(context: Context) -> str:
    pairs = list(activities.activities_of(context))
    known = [pair for pair in activities.by_urgency(pairs) if pair[1].dmia.best]
    if not known:
        return "Aucune DMIA n’est encore donnée : l’analyse d’impact reste à mener service par service."
    service, activity = known[0]
    shortest = activity.dmia.best
    words = say_duration(shortest) if shortest else ""
    missing = len(pairs) - len(known)
    more = f" ; {plural(missing, 'DMIA reste', 'DMIA restent')} à donner" if missing else ""
    return (
        f"{plural(len(pairs), 'activité critique', 'activités critiques')}. La plus urgente, « {activity.name} » "
        f"({service.name}), ne supporte pas plus de {words} d’arrêt complet{more}."
    )


def _tests_lead(context: Context) -> str:
    days = [strategy.exercise_days(context, service)[0] for service in context.plan.services]
    if not days:
        return "Aucun service n’est saisi : aucun PCRA n’a pu être testé."
    tested = sum(day is not None for day in days)
    verb = "ont été testés" if tested > 1 else "a été testé"
    return f"{tested} PCRA sur {len(days)} {verb} sur le terrain."


def _computed_lead(context: Context) -> str:
    """How many services the hardest scenario leaves uncovered, one time in two and in the adverse case."""
    found = [one for _, one in returns.worst_by_service(context)]
    if not found:
        return "Le retour ne se calcule pas encore : les hypothèses disent ce qui manque."
    likely, late = sum(bool(one.likely_gap) for one in found), sum(bool(one.worst_gap) for one in found)
    unknown = sum(bool(returns.lacking(context, one)) for one in found)
    untold = f" ; pour {plural(unknown, 'service')}, on ne peut pas le dire" if unknown else ""
    if not late:
        return f"Aucun service arrêté n’est découvert, sous les hypothèses listées{untold}."
    stopped = plural(len(found), "service arrêté", "services arrêtés")
    return (
        f"{stopped}, chacun dans son scénario le plus dur : {likely} à couvrir une fois sur deux, {late} dans le cas "
        f"défavorable{untold}."
    )

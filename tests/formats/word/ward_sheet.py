"""A ward sheet: one page, every emphasis."""

from __future__ import annotations

from planforge.document.blocks import (
    CheckItem,
    Checklist,
    Emphasis,
    ItemList,
    ListItem,
    Paragraph,
    Sheet,
    SheetRow,
    SheetZone,
)
from planforge.document.tables import Column, ColumnKind, Table, row
from planforge.document.text import Run, Tone, text

STOP_LINES = (
    "Identité relue à voix haute avant soin, prélèvement, injection ; homonymes signalés au tableau",
    "Allergies et poids demandés avant toute prescription ; médicaments à risque en double contrôle",
    "Résultat critique appelé, relu, noté avec l’heure et le nom ; sang : deux personnes au lit",
    "Patient d’UHCD ou scopé : surveillé par une personne nommée",
)


def a_sheet() -> Sheet:
    rows = (
        SheetRow((trigger(), deciders())),
        SheetRow((first_quarter(),)),
        SheetRow((first_hour(), first_day())),
        SheetRow((stop(),)),
        SheetRow((forms(), retreat())),
    )
    return Sheet(
        "fiche-urg",
        "Fiche dégradée — sans informatique",
        "Urgences adultes",
        ("CH de Valmont · site principal", "3 valeurs par défaut à valider"),
        "PROJET — NE PAS AFFICHER",
        rows,
        (
            "PCRA-CHV-URG v1.2 projet · 20/11/2026 · code 7K4-Q2M · expire 20/11/2027",
            "test : 12/06/2026 · identitovigilance oui · PUI à donner",
        ),
    )


def checks(name: str, *lines: tuple[str | Run, ...]) -> Checklist:
    return Checklist(tuple(CheckItem(text(*line), f"{name}-{n}") for n, line in enumerate(lines)), name)


def code(name: str) -> Run:
    return Run(name, code=True)


def trigger() -> SheetZone:
    words = text(
        "Plus de ",
        Run("30 minutes", bold=True),
        " sans dossier ou sans résultats, ou écran de rançon, ou ordre de la cellule de crise.",
    )
    return SheetZone("trigger", "Déclencheur", (Paragraph(words),), 6)


def deciders() -> SheetZone:
    paper = text(Run("Passage au papier", bold=True), " : IOA ou cadre de garde — tél. 7 11 11")
    medical = text(
        Run("Décision médicale", bold=True),
        " : senior de garde, puis 2ᵉ senior — ",
        Run("N° À COMPLÉTER", tone=Tone.GAP),
    )
    return SheetZone("who", "Qui décide", (Paragraph(paper), Paragraph(medical)), 6, "téléphone hors réseau")


def first_quarter() -> SheetZone:
    lines = checks(
        "q",
        (
            "Écran de rançon : débrancher ",
            Run("PC et chariots", bold=True),
            " seulement, ",
            Run("jamais un dispositif médical", bold=True),
        ),
        ("Appeler l’astreinte informatique : téléphone de crise 06 •• •• •• 40",),
        ("Sortir le kit (armoire IOA) et la dernière liste imprimée ; lire son heure",),
        ("Nommer : régulateur du tableau, coursier, classement",),
        ("Présents : garder leur numéro. Nouveaux seulement : bracelet, numéro de secours",),
        ("Ouvrir le tableau blanc : patient, box, médecin, examens, heure",),
    )
    return SheetZone("first", "15 premières minutes", (lines,), 12, "heure de bascule : ____ h ____", Emphasis.FIRST)


def first_hour() -> SheetZone:
    lines = checks(
        "h",
        ("IOA : dossier numéroté ", code("F-ID"), ", tri FRENCH noté"),
        ("Médecin : ", code("F-DOS"), " et ", code("F-PRE"), ", allergies et poids en haut"),
        ("Coursier : ", code("F-BIO"), ", ", code("F-IMG"), " ; retours en main propre"),
        ("Prévenir régulation SAMU et lits d’aval ", code("F-MVT")),
    )
    return SheetZone("hour", "Première heure", (lines,), 6)


def first_day() -> SheetZone:
    lines = checks(
        "d",
        ("Renfort : 1 accueil, 1 coursier, 1 secrétaire par poste",),
        ("Relevé horaire des résultats non revenus",),
        ("Point de situation à la cellule de crise, 2 fois par jour",),
        ("Sortie : ", code("F-SORTIE"), " en double, ordonnance manuscrite"),
    )
    return SheetZone("day", "1 h à 24 h", (lines,), 6)


def stop() -> SheetZone:
    lines = ItemList(tuple(ListItem(text(line)) for line in STOP_LINES))
    title = "STOP — sauf urgence vitale, on s’arrête si ce n’est pas fait"
    return SheetZone("stop", title, (lines,), 12, "", Emphasis.STOP)


def forms() -> SheetZone:
    table = Table(
        "forms",
        (
            Column("code", "Code", ColumnKind.CODE, 1.2),
            Column("name", "Formulaire", width=2.6),
            Column("stock", "72 h", ColumnKind.NUMBER, 0.9),
        ),
        (
            row("f-id", "F-ID", "Identité, admission, n° de secours", 432),
            row("f-dos", "F-DOS, F-PRE", "Observation ; prescription 24 h", 864),
            row("f-bio", "F-BIO, F-IMG", "Bons de biologie, d’imagerie", 650),
            row("f-out", "F-SORTIE", "Lettre de liaison, double carboné", 432),
        ),
    )
    note = "kit : armoire IOA — stock : fiche du kit"
    return SheetZone("forms-zone", "Formulaires et stock", (table,), 7, note, Emphasis.DENSE)


def retreat() -> SheetZone:
    words = text(
        "Plus de ",
        Run("20 patients non vus", bold=True),
        ", laboratoire > 90 min pour un urgent, ou scanner arrêté : le senior demande, l’",
        Run("administrateur de garde", bold=True),
        " décide, le SAMU (15) oriente, l’ARS est informée.",
    )
    return SheetZone("retreat", "Repli", (Paragraph(words),), 5)

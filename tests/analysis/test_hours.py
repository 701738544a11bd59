from __future__ import annotations

import pytest

from planforge.analysis.hours import Cover, cover


@pytest.mark.parametrize(
    "text",
    [
        "24 h/24",
        "24h/24",
        "24H/24, 7J/7",
        "24/24",
        "24/7",
        "24/7/365",
        "24 x 7",
        "24h/7j",
        "24h sur 24",
        "24 heures sur 24",
        "24 h sur 24 et 7 jours sur 7",
        "24 heures par jour",
        "H24",
        "h 24",
        "de 0 h à 24 h",
        "7j/7",
        "7 j/7",
        "7 jours sur 7",
        "7/7, 8 h – 20 h",
        "7 jours par semaine",
        "365 jours par an",
        "Du lundi au dimanche, 7 h – 22 h",
        "Tous les jours",
        "Jour et nuit",
        "Nuits et week-ends compris",
        "Permanent",
        "Non-stop",
        "24 h/24 non-stop",
        "Du lundi au vendredi, 8 h – 19 h ; astreinte pour arrêt total",
        "24 h/24 pour arrêt total, heures ouvrées sinon",
        "Heures ouvrées, astreinte sans surcoût",
        "Portail pour les tickets, hotline 24/7",
    ],
)
def test_somebody_answers_outside_office_hours(text: str) -> None:
    assert cover(text) is Cover.ALWAYS


@pytest.mark.parametrize(
    "text",
    [
        "Du lundi au vendredi, 8 h – 18 h",
        "Du lundi au samedi, 9 h – 19 h 30",
        "lundi-vendredi 9h-17h",
        "Heures ouvrées",
        "Jours ouvrables",
        "heures de bureau",
        "5j/7",
        "5 jours sur 7",
        "6/7",
        "HO",
        "9h-18h",
        "de 9 à 17 h",
        "8:30 - 18:00",
        "Du lundi au vendredi, pas d’astreinte",
        "Heures ouvrées, sans astreinte",
        "8 h – 18 h, hors astreinte",
        "Heures ouvrées ; astreinte non comprise",
        "9 h – 18 h (24/7 en option)",
        "Pas de 24/7",
    ],
)
def test_nobody_answers_outside_office_hours(text: str) -> None:
    assert cover(text) is Cover.OFFICE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sur appel",
        "Selon le contrat",
        "24 h/24 pour déclarer",
        "Répondeur",
        "24/7 sur le portail",
        "Portail : 24/7",
        "24 techniciens",
    ],
)
def test_what_does_not_say_is_left_open(text: str) -> None:
    assert cover(text) is Cover.UNSURE

"""The French word of each choice of the vocabulary: one place for documents, messages and questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.model.answer import Source
from planforge.model.backups import RestoreKind, RestoreResult
from planforge.model.crisis import ScenarioKind
from planforge.model.establishment import Care, GroupRole, OpinionKind, Status, Statute
from planforge.model.governance import ActionStatus, ExerciseKind
from planforge.model.people import Channel, Domain
from planforge.model.playing import CriterionFamily, PlayCell, PlayChannel, PlayLevel, PlayPhase, StimulusSort
from planforge.model.services import HarmAxis, Level, Loss, Perimeter, Section
from planforge.model.systems import Hosting, Strength, Tier
from planforge.model.workflow import Certainty, FormDriver, Horizon, Origin, Reentry, SafetyPoint

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

_WORDS: Mapping[type[StrEnum], Mapping[str, str]] = {
    Source: {"measured": "mesuré", "vendor": "dit par le fournisseur", "expert": "dit d’expert", "default": "défaut"},
    RestoreKind: {
        "file": "fichiers seulement",
        "system": "système",
        "full": "application complète",
        "island": "bout en bout, en zone isolée",
    },
    RestoreResult: {"success": "réussi", "partial": "partiel", "failed": "échec", "planned": "prévu"},
    ScenarioKind: {
        "local-failure": "panne locale",
        "site-loss": "perte d’une salle ou d’un site",
        "cyber": "cyberattaque",
        "supplier": "défaillance d’un fournisseur ou d’un hébergeur",
        "telephony": "perte de la téléphonie ou du réseau",
        "staff": "manque de personnel",
        "power": "coupure d’énergie",
    },
    Care: {
        "mco": "MCO",
        "smr": "SMR",
        "psy": "psychiatrie",
        "had": "HAD",
        "dialysis": "dialyse",
        "cancer": "cancérologie",
        "usld": "USLD",
        "ehpad": "EHPAD",
        "mas-fam": "MAS/FAM",
        "ssiad": "SSIAD",
        "samu": "SAMU",
    },
    GroupRole: {
        "support": "établissement support",
        "member": "établissement partie",
        "associate": "établissement associé",
        "none": "hors GHT",
    },
    OpinionKind: {"avis": "avis", "decision": "décision"},
    Statute: {
        "public": "établissement public",
        "espic": "établissement privé d’intérêt collectif (ESPIC)",
        "private": "établissement privé",
        "army": "hôpital des armées",
        "gcs": "groupement de coopération sanitaire (GCS)",
    },
    Status: {"draft": "projet", "in-review": "en relecture", "approved": "approuvé"},
    ActionStatus: {"open": "à faire", "doing": "en cours", "done": "fait", "dropped": "abandonné"},
    ExerciseKind: {
        "table-top": "exercice sur table",
        "alert": "exercice d’alerte",
        "field": "test de terrain d’un PCA",
        "crisis": "exercice de crise",
        "restore": "exercice de restauration",
    },
    Channel: {
        "network": "poste interne",
        "duty-mobile": "portable de garde",
        "personal": "personnel",
        "landline": "ligne directe hors réseau",
        "radio": "radio",
    },
    Domain: {
        "medicines": "médicaments",
        "laboratory": "biologie",
        "blood": "transfusion",
        "identity": "identité",
        "radiation": "rayonnements",
        "hygiene": "hygiène",
        "imaging": "imagerie",
    },
    HarmAxis: {
        "safety": "sécurité des patients",
        "care": "prise en charge",
        "legal": "juridique",
        "financial": "financier",
        "image": "image",
        "staff": "personnel",
    },
    Level: {"vital": "vitale", "reduced": "utile en réduit", "full": "confort"},
    Loss: {"it": "système d’information", "site": "locaux", "staff": "personnel", "supplier": "fournisseur"},
    Perimeter: {
        "care": "soins",
        "technical": "plateau technique",
        "administrative": "administratif",
        "support": "support",
    },
    Section: {
        "all": "toute la fiche",
        "trigger": "déclencheur",
        "first-quarter": "15 premières minutes",
        "steps": "étapes",
        "stop": "STOP",
        "forms": "formulaires",
        "stocks": "stocks",
        "thresholds": "seuils de repli",
        "decisions": "décisions selon la durée",
        "catch-up": "retour à la normale",
        "endurance": "tenue",
    },
    Hosting: {"local": "sur place", "ght": "GHT", "saas": "SaaS", "hds": "hébergeur HDS"},
    Strength: {"hard": "indispensable", "soft": "utile"},
    Tier: {
        "T0": "T0 – socle",
        "T1": "T1 – vital",
        "T2": "T2 – dossier et soins",
        "T3": "T3 – support",
        "T4": "T4 – différable",
    },
    Certainty: {"V": "source publique", "G": "usage professionnel, à valider", "C": "calculé"},
    FormDriver: {"bed": "lit occupé", "volume": "passage ou acte", "unit": "service"},
    Horizon: {
        "quarter": "15 premières minutes",
        "hour": "première heure",
        "to-4h": "1 à 4 h",
        "to-24h": "4 à 24 h",
        "to-72h": "24 à 72 h",
        "to-14d": "72 h à 14 jours",
        "beyond": "au-delà de 14 jours",
    },
    SafetyPoint: {
        "identity": "identité",
        "allergies": "allergies (et poids)",
        "high-risk-medicines": "médicaments à risque",
        "critical-results": "résultats critiques",
        "transfusion": "transfusion",
        "monitoring": "surveillance",
    },
    Origin: {"library": "bibliothèque", "record": "établissement"},
    Reentry: {
        "at-once": "ressaisi immédiatement",
        "scanned": "numérisé et indexé",
        "paper": "conservé sur papier",
    },
    CriterionFamily: {
        "alerte": "alerte et qualification",
        "activation": "activation de la cellule",
        "situation": "point de situation",
        "roles": "rôles et relève",
        "decisions": "décisions et main courante",
        "circulation": "circulation de l’information",
        "confinement": "confinement",
        "soins": "sécurité des soins",
        "priorites": "priorités",
        "ressources": "ressources",
        "communication-interne": "communication interne",
        "communication-externe": "communication externe",
        "declarations": "déclarations",
        "fournisseurs": "fournisseurs et hébergeurs",
        "anticipation": "anticipation",
        "reprise": "reprise",
        "retex": "retour d’expérience",
    },
    PlayLevel: {"beginner": "débutant", "intermediate": "intermédiaire", "confirmed": "confirmé"},
    PlayPhase: {
        "alert": "alerte",
        "rise": "montée en puissance",
        "plateau": "plateau",
        "rebound": "rebond",
        "exit": "sortie",
    },
    PlayChannel: {
        "call": "téléphone",
        "mail": "courriel",
        "sms": "SMS",
        "paper": "papier",
        "person": "de vive voix",
        "social": "réseau social",
    },
    StimulusSort: {
        "injection": "injection",
        "ward": "appel de service",
        "noise": "bruit",
        "media": "média",
        "authority": "autorité",
    },
    PlayCell: {
        "decision": "cellule décisionnelle",
        "it": "cellule informatique",
        "care": "cellule soins",
        "communication": "cellule communication",
        "legal": "juridique et finances",
        "hr": "ressources humaines",
        "logistics": "cellule logistique",
        "ward": "service",
        "all": "tous",
    },
}


def word(choice: StrEnum) -> str:
    """The French word of a choice. Raises ``KeyError`` when it has none (a test visits them all)."""
    return _WORDS[type(choice)][choice.value]


def spoken_choices() -> tuple[type[StrEnum], ...]:
    """The vocabularies that have words."""
    return tuple(_WORDS)


def word_or_code(choice: StrEnum) -> str:
    """The French word of a choice, else what stands in the file: library choices have no word of their own."""
    return _WORDS.get(type(choice), {}).get(choice.value, choice.value)

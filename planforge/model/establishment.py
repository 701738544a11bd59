"""Who the hospital is, and what its documents say of themselves."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from planforge.model.answer import Answer
from planforge.model.entity import Entity, Part, asked, listed
from planforge.model.fields import DateValue, FinessCode, Label, Line, PercentValue

_FINESS_HELP = "9 caractères ; dans un fichier, entre guillemets"


class Statute(StrEnum):
    """Legal statute."""

    PUBLIC = "public"
    ESPIC = "espic"
    PRIVATE = "private"
    ARMY = "army"
    GCS = "gcs"


class Care(StrEnum):
    """Field of activity of an establishment."""

    MCO = "mco"
    SMR = "smr"
    PSY = "psy"
    HAD = "had"
    DIALYSIS = "dialysis"
    CANCER = "cancer"
    USLD = "usld"
    EHPAD = "ehpad"
    DISABILITY = "mas-fam"
    SSIAD = "ssiad"
    SAMU = "samu"


class GroupRole(StrEnum):
    """Place in the hospital group (GHT)."""

    SUPPORT = "support"
    MEMBER = "member"
    ASSOCIATE = "associate"
    NONE = "none"


class Site(Entity):
    """A geographic site."""

    finess_eg: Answer[FinessCode] = asked("FINESS géographique", _FINESS_HELP, depth="minimum")
    address: Answer[Line] = asked("Adresse")
    activity_share: Answer[PercentValue] = asked(
        "Part de l’activité combinée", "Sert à la règle des 66 % de CaRE", depth="minimum"
    )
    activity_share_source: Answer[Line] = asked("Source de cette part", "SAE, PMSI, année")
    electrical_backup: Answer[Line] = asked("Secours électrique", depth="expert")


class Establishment(Part):
    """The legal entity the plans are for."""

    name: Label = Field(title="Nom de l’établissement")
    short_name: Answer[Line] = asked("Nom court", "S’imprime en tête de page")
    statute: Statute = Field(title="Statut juridique", description="public, espic, private, army ou gcs")
    activities: tuple[Care, ...] = listed("Activités", "mco, smr, psy, had, ehpad…", depth="minimum")
    finess_ej: Answer[FinessCode] = asked("FINESS juridique", _FINESS_HELP, depth="minimum")
    region: Answer[Line] = asked("Région", depth="minimum")
    address: Answer[Line] = asked("Adresse")
    ght: Answer[Line] = asked("GHT", "Nom du groupement hospitalier de territoire", depth="minimum")
    ght_role: Answer[GroupRole] = asked("Rôle dans le GHT", depth="minimum")
    logo: Answer[Line] = asked("Logo", "Fichier PNG ou JPEG placé à côté du dossier")
    sites: tuple[Site, ...] = listed("Sites", depth="minimum")


class Status(StrEnum):
    """Life of a document."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    APPROVED = "approved"


class OpinionKind(StrEnum):
    """A body gives an opinion, or decides."""

    OPINION = "avis"
    DECISION = "decision"


class Opinion(Part):
    """What a body said of the plans, and where it is written."""

    body: Label = Field(title="Instance", description="directoire, CME, CSIRMT, CDU, F3SCT, CVS…")
    kind: OpinionKind = Field(default=OpinionKind.OPINION, title="Nature")
    outcome: Answer[Line] = asked("Sens", "favorable, favorable avec réserves, défavorable")
    date: Answer[DateValue] = asked("Date")
    minutes: Answer[Line] = asked("Référence du compte rendu")


class Revision(Part):
    """A past version of the plans."""

    version: Label = Field(title="Version")
    date: Answer[DateValue] = asked("Date")
    author: Answer[Line] = asked("Auteur")
    change: Answer[Line] = asked("Objet de la modification")


class DocumentControl(Part):
    """Reference, version, approval and circulation of the documents."""

    prefix: Answer[Line] = asked("Préfixe des références", "CHV donne PCA-CHV", depth="minimum")
    version: Answer[Line] = asked("Version", depth="minimum")
    date: Answer[DateValue] = asked("Date des documents", depth="minimum")
    status: Status = Field(default=Status.DRAFT, title="Statut")
    marking: Answer[Line] = asked("Marquage", "TLP:AMBER, Diffusion interne…")
    restricted_marking: Answer[Line] = asked("Marquage de l’annexe restreinte")
    authors: tuple[Line, ...] = listed("Rédacteurs", "Fonctions")
    reviewers: tuple[Line, ...] = listed("Vérificateurs", "Fonctions")
    approvers: tuple[Line, ...] = listed("Approbateurs", "Fonctions")
    distribution: tuple[Line, ...] = listed("Diffusion")
    next_review: Answer[DateValue] = asked("Prochaine révision", depth="minimum")
    opinions: tuple[Opinion, ...] = listed("Avis et décisions des instances", depth="minimum")
    revisions: tuple[Revision, ...] = listed("Versions précédentes")
    paper_place: Answer[Line] = asked("Lieu de l’exemplaire papier", "Salle de crise, coffre…", depth="minimum")
    offline_copy: Answer[Line] = asked("Copie hors réseau", "Clé chiffrée, coffre, autre établissement…")

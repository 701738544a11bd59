"""What a continuity exercise is played with: its level, its phases, who plays, by which channel a stimulus comes."""

from __future__ import annotations

from enum import StrEnum


class PlayLevel(StrEnum):
    """How hard an exercise is, the easiest first."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    CONFIRMED = "confirmed"

    @property
    def rank(self) -> int:
        """0 for the easiest."""
        return list(PlayLevel).index(self)


class PlayPhase(StrEnum):
    """A part of the story, in the order it is lived."""

    ALERT = "alert"
    RISE = "rise"
    PLATEAU = "plateau"
    REBOUND = "rebound"
    EXIT = "exit"


class PlayChannel(StrEnum):
    """How a stimulus reaches those who play; none of them uses the hospital's real network."""

    CALL = "call"
    MAIL = "mail"
    SMS = "sms"
    PAPER = "paper"
    PERSON = "person"
    SOCIAL = "social"


class StimulusSort(StrEnum):
    """What a stimulus is for those who play it."""

    INJECTION = "injection"
    WARD = "ward"
    NOISE = "noise"
    MEDIA = "media"
    AUTHORITY = "authority"


class PlayCell(StrEnum):
    """Who plays: a crisis cell, or the wards; « all » is everybody at once."""

    DECISION = "decision"
    IT = "it"
    CARE = "care"
    COMMUNICATION = "communication"
    LEGAL = "legal"
    HR = "hr"
    LOGISTICS = "logistics"
    WARD = "ward"
    ALL = "all"


class CriterionFamily(StrEnum):
    """What the criteria of an evaluation grid are about, in the order a crisis meets it."""

    ALERT = "alerte"
    ACTIVATION = "activation"
    SITUATION = "situation"
    ROLES = "roles"
    DECISIONS = "decisions"
    FLOW = "circulation"
    CONTAINMENT = "confinement"
    CARE = "soins"
    PRIORITIES = "priorites"
    RESOURCES = "ressources"
    INSIDE = "communication-interne"
    OUTSIDE = "communication-externe"
    NOTICES = "declarations"
    SUPPLIERS = "fournisseurs"
    AHEAD = "anticipation"
    RESTART = "reprise"
    LESSONS = "retex"

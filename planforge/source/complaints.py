"""What YAML's parsers complain about, in French: where the mistake really is, and what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planforge.source.tree import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

_STUCK_COLON = re.compile(r"(?P<lead>[ \t]*(?:- )?)(?P<key>[\w-]+):(?P<value>[^\s/].*|[\u00a0\u202f].*)")
_STUCK_DASH = re.compile(r"[ \t]*-(?P<word>[^ \t-].*)")
_KEY_AND_VALUE = re.compile(r"(?P<lead>[ \t]*(?:- )?[^:#]*?): +(?P<value>\S.*)")
_INDENT = "Alignez la ligne sur ses voisines, avec des espaces."
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Complaint:
    """What a parser said: its English words (both libyaml's and PyYAML's), and the two offsets it named."""

    words: str
    text: str
    offset: int
    context: int

    @property
    def sign(self) -> str:
        """The character the parser stopped at."""
        return self.text[self.offset : self.offset + 1]

    def line(self, offset: int) -> tuple[int, str]:
        """Start and text of the line that holds ``offset``."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return start, self.text[start : end if end >= 0 else None].rstrip("\r")

    def line_above(self, offset: int) -> tuple[int, str]:
        """The nearest line above that says something; an empty one when there is none."""
        start, _ = self.line(offset)
        while start > 0:
            start, text = self.line(start - 1)
            if text.strip() and not text.lstrip().startswith("#"):
                return start, text
        return 0, ""


def explain(error: yaml.YAMLError, text: str) -> Fault:
    """The fault behind a parser's error; never a word of English."""
    problem_mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context_mark = getattr(error, "context_mark", None) or problem_mark
    last = max(len(text) - 1, 0)
    complaint = _Complaint(
        f"{getattr(error, 'context', '') or ''} | {getattr(error, 'problem', '') or ''}",
        text,
        min(problem_mark.index, last) if problem_mark else 0,
        min(context_mark.index, last) if context_mark else 0,
    )
    for pattern, explanation in _EXPLANATIONS:
        if re.search(pattern, complaint.words):
            return explanation(complaint)
    return _unreadable(complaint)


def _between_quotes(complaint: _Complaint, offset: int) -> str:
    """The advice to quote the value that starts at or holds ``offset``, spelled out where the line allows it."""
    start, line = complaint.line(offset)
    found = _KEY_AND_VALUE.match(line)
    if found is None:
        return f'Mettez la valeur entre guillemets : "{line[offset - start :].strip()[:_SHOWN]}".'
    value = found["value"].replace('"', "'")[:_SHOWN]
    return f'Mettez la valeur entre guillemets : {found["lead"].strip()}: "{value}"'


def _tab(complaint: _Complaint) -> Fault:
    start, line = complaint.line(complaint.offset)
    offset = start + max(line.find("\t"), 0)
    return Fault("syntax.tab", "Tabulation dans le retrait de la ligne.", "Remplacez-la par deux espaces.", offset)


def _special_start(complaint: _Complaint) -> Fault:
    if complaint.sign == "\t":
        return _tab(complaint)
    message = f"Une valeur ne peut pas commencer par « {complaint.sign} »."
    return Fault("syntax.special_start", message, _between_quotes(complaint, complaint.offset), complaint.offset)


def _reserved_start(complaint: _Complaint) -> Fault:
    sign = complaint.text[complaint.context : complaint.context + 1]
    message = f"Une valeur ne peut pas commencer par « {sign} »."
    return Fault("syntax.special_start", message, _between_quotes(complaint, complaint.context), complaint.context)


def _unclosed_quote(complaint: _Complaint) -> Fault:
    sign = complaint.text[complaint.context : complaint.context + 1]
    message = f"Le guillemet {sign} ouvert ici n’est jamais refermé."
    return Fault("syntax.unclosed_quote", message, f"Ajoutez {sign} à la fin de la valeur.", complaint.context)


def _escape(complaint: _Complaint) -> Fault:
    message = 'Entre guillemets "…", la barre oblique inverse « \\ » a un sens spécial.'
    return Fault("syntax.escape", message, r"Utilisez des apostrophes : 'C:\Dossier'.", complaint.offset)


def _second_colon(complaint: _Complaint) -> Fault:
    """« Service : urgences » in a value, or a mistake of the line above that only shows here."""
    start, line = complaint.line(complaint.offset)
    above_start, above = complaint.line_above(complaint.offset)
    if re.search(r":\s", line[: complaint.offset - start]) or _KEY_AND_VALUE.match(line[: complaint.offset - start]):
        message = "Deux fois « : » sur la ligne : la valeur elle-même en contient un."
        return Fault("syntax.colon_in_value", message, _between_quotes(complaint, start), complaint.offset)
    found = _KEY_AND_VALUE.match(line)
    if found is not None and re.search(r":(\s|$)", found["value"]) and complaint.offset < start + found.start("value"):
        message = "Deux fois « : » sur la ligne : la valeur elle-même en contient un."
        offset = start + found.start("value")
        return Fault("syntax.colon_in_value", message, _between_quotes(complaint, start), offset)
    stuck = _STUCK_COLON.match(above)
    if stuck is not None:
        return _stuck_colon(above_start, stuck)
    if ":" not in above:
        return _no_colon(above_start, above)
    lead = len(line) - len(line.lstrip())
    message = "Cette ligne est plus en retrait que celle du dessus, qui a déjà une valeur."
    return Fault("syntax.indentation", message, _INDENT, start + lead)


def _stuck_colon(start: int, found: re.Match[str]) -> Fault:
    message = f"« {found[0].strip()[:_SHOWN]} » : il manque une espace après les deux-points."
    hint = f"Écrivez « {found['key']}: {found['value'][:_SHOWN]} »."
    return Fault("syntax.colon_without_space", message, hint, start + found.start("value") - 1)


def _no_colon(start: int, line: str) -> Fault:
    lead = len(line) - len(line.lstrip())
    message = f"« {line.strip()[:_SHOWN]} » : la ligne n’a pas de « : »."
    hint = "Écrivez « clé: valeur », ou « - valeur » dans une liste."
    return Fault("syntax.no_colon", message, hint, start + lead, len(line.strip()))


def _missing_colon(complaint: _Complaint) -> Fault:
    start, line = complaint.line(complaint.context)
    stuck = _STUCK_COLON.match(line)
    if stuck is not None:
        return _stuck_colon(start, stuck)
    dash = _STUCK_DASH.match(line)
    if dash is not None:
        message = f"« {line.strip()[:_SHOWN]} » : il manque une espace après le tiret."
        return Fault(
            "syntax.dash_without_space",
            message,
            f"Écrivez « - {dash['word'][:_SHOWN]} ».",
            start + dash.start("word") - 1,
        )
    _, above = complaint.line_above(complaint.context)
    if above.lstrip().startswith("- "):
        return _missing_dash_at(start, line)
    return _no_colon(start, line)


def _missing_dash(complaint: _Complaint) -> Fault:
    return _missing_dash_at(*complaint.line(complaint.offset))


def _missing_dash_at(start: int, line: str) -> Fault:
    word = line.strip()
    lead = len(line) - len(line.lstrip())
    message = f"« {word[:_SHOWN]} » : dans cette liste, chaque élément commence par un tiret."
    hint = f"Écrivez « - {word[:_SHOWN]} », ou corrigez le retrait."
    return Fault("syntax.missing_dash", message, hint, start + lead, len(word))


def _wrong_indent(complaint: _Complaint) -> Fault:
    """A key expected and something else found: text after a closing quote or bracket, or a bad indentation."""
    start, line = complaint.line(complaint.offset)
    before = line[: complaint.offset - start].rstrip()
    if before.endswith(('"', "'")):
        message = "Il y a du texte après le guillemet fermant."
        hint = "Mettez toute la valeur entre guillemets, ou doublez l’apostrophe : 'l''accueil'."
        return Fault("syntax.text_after_quote", message, hint, complaint.offset)
    if before.endswith(("]", "}")):
        message = f"Il y a du texte après « {before[-1]} »."
        return Fault("syntax.text_after_bracket", message, _between_quotes(complaint, start), complaint.offset)
    if complaint.sign in "}]:":
        message = f"« {complaint.sign} » n’a rien à faire ici."
        return Fault("syntax.stray", message, "Effacez-le, ou mettez la valeur entre guillemets.", complaint.offset)
    return Fault(
        "syntax.indentation", "Le retrait de cette ligne ne correspond à aucun autre.", _INDENT, complaint.offset
    )


def _unclosed_bracket(complaint: _Complaint) -> Fault:
    offset = complaint.context
    if complaint.text[offset : offset + 1] not in {"[", "{"}:
        offset = max(complaint.text.rfind(sign, 0, complaint.offset) for sign in "[{")
    opening = complaint.text[offset : offset + 1]
    closing = "]" if opening == "[" else "}"
    message = f"« {opening} » ouvert ici n’est pas refermé, ou une virgule manque."
    hint = f"Séparez par des virgules et finissez par « {closing} »."
    return Fault("syntax.unclosed_bracket", message, hint, offset)


def _inline_dash(complaint: _Complaint) -> Fault:
    hint = "Mettez chaque « - valeur » sur sa propre ligne, sous la clé."
    return Fault(
        "syntax.inline_dash", "Une liste ne peut pas commencer sur la ligne de sa clé.", hint, complaint.offset
    )


def _question_mark(complaint: _Complaint) -> Fault:
    hint = "Si la valeur n’est pas connue, écrivez « à compléter »."
    return Fault("syntax.question_mark", "Un « ? » seul n’est pas une valeur.", hint, complaint.offset)


def _several_documents(complaint: _Complaint) -> Fault:
    message = "« --- » commence un second document dans le même fichier."
    return Fault("syntax.several_documents", message, "Effacez cette ligne.", complaint.offset, 3)


def _after_the_end(complaint: _Complaint) -> Fault:
    start, above = complaint.line_above(complaint.offset)
    if above.startswith("%"):
        message = "Une ligne ne peut pas commencer par « % »."
        return Fault("syntax.special_start", message, "Effacez-la, ou mettez la valeur entre guillemets.", start)
    return _wrong_indent(complaint)


def _unreadable(complaint: _Complaint) -> Fault:
    hint = "Comparez avec les lignes voisines ; au besoin mettez la valeur entre guillemets."
    return Fault("syntax.unreadable", "Cette ligne n’est pas lisible.", hint, complaint.offset)


# First match wins; the patterns cover the words of libyaml and of PyYAML's own parser.
_EXPLANATIONS: tuple[tuple[str, Callable[[_Complaint], Fault]], ...] = (
    (r"tab character", _tab),
    (r"cannot start any token", _special_start),
    (r"quoted scalar.*(escape|hexa?decimal)", _escape),
    (r"quoted scalar", _unclosed_quote),
    (r"scanning an? (alias|anchor|tag)|parsing a tag|directive|undefined|duplicate anchor", _reserved_start),
    (r"block scalar", _reserved_start),
    (r"expected a single document", _several_documents),
    (r"<document start>", _after_the_end),
    (r"mapping values are not allowed", _second_colon),
    (r"sequence entries are not allowed", _inline_dash),
    (r"mapping keys are not allowed", _question_mark),
    (r"could not find expected ':'", _missing_colon),
    (r"flow (sequence|mapping|node)", _unclosed_bracket),
    (r"node content", _special_start),
    (r"block collection", _missing_dash),
    (r"block mapping", _wrong_indent),
)

"""Wording templates: the establishment's own first, then the packaged ones; each fault is a problem with its place."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.exceptions import SecurityError

from planforge.compose.escape import place, unmarked
from planforge.compose.sandbox import Sandbox
from planforge.errors import Location, Problem, TemplateError
from planforge.source.frames import frame

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

SUFFIX = ".md.j2"
PACKAGED = "planforge"  # prefix of the packaged templates, for one of the same name that builds on them
_OURS = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Rendered:
    """Markdown made by a template, which remembers the file and line that each of its lines was written at."""

    name: str
    text: str
    marked: str = ""
    files: tuple[TemplateFile, ...] = ()

    def problem(self, line: int, message: str, hint: str = "") -> Problem:
        """A problem at that line (from 1) of the text, told with the template's own line where it is known."""
        found = place(self.marked, line)
        if found is None or found[0] >= len(self.files):
            return Problem("template-markdown", message, Location(self.name + SUFFIX, line), hint=hint)
        return self.files[found[0]].problem("template-markdown", found[1], message, hint)


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template as the person knows it: its name for messages and where it lies."""

    label: str
    path: Path

    def problem(self, code: str, line: int, message: str, hint: str = "") -> Problem:
        """A problem at that line, with the lines around it."""
        text = self.path.read_text(encoding="utf-8-sig", errors="replace")
        around = frame(text, line, 1, length=len(text)) if line else ""
        return Problem(code, message, Location(self.label, line), hint=hint, frame=around)


class Templates:
    """The templates of some folders, looked up in this order; the last folder is the packaged one.

    ``voice`` may turn a value of the caller's own into one that has words, before it is said.
    """

    def __init__(self, folders: Sequence[Path], voice: Callable[[Any], Any] = lambda value: value) -> None:
        self.folders = tuple(folders)
        loader = FileSystemLoader(list(folders), encoding="utf-8-sig")
        packaged = PrefixLoader({PACKAGED: FileSystemLoader(folders[-1], encoding="utf-8-sig")})
        self._environment = Sandbox(ChoiceLoader([loader, packaged]), voice)

    def render(self, name: str, /, **context: object) -> Rendered:
        """The Markdown of ``<name>.md.j2``; raises ``TemplateError`` when the template has a fault."""
        try:
            marked = self._environment.get_template(name + SUFFIX).render(context)
        except Exception as fault:
            problem = self._problem(name, fault)
            if problem is None:
                raise
            raise TemplateError([problem]) from fault
        files = tuple(self._file(known) for known in self._environment.files)
        return Rendered(name, unmarked(marked), marked, files)

    def names(self) -> tuple[str, ...]:
        """The names of all templates, sorted."""
        every = (name for name in self._environment.list_templates() if name.endswith(SUFFIX))
        return tuple(name.removesuffix(SUFFIX) for name in every if not name.startswith(f"{PACKAGED}/"))

    def _file(self, name: str) -> TemplateFile:
        bare = name.removeprefix(f"{PACKAGED}/")
        for folder in self.folders:
            bare = bare.removeprefix(f"{folder}/")  # some of Jinja's own faults name the whole path
        folders = self.folders[-1:] if name.startswith(f"{PACKAGED}/") else self.folders
        for folder in folders:
            if (folder / bare).is_file():
                return TemplateFile(f"{folder.name}/{bare}", folder / bare)
        return TemplateFile(bare, folders[-1] / bare)

    def _problem(self, name: str, fault: Exception) -> Problem | None:
        if isinstance(fault, TemplateSyntaxError):
            file = self._file(fault.name or name + SUFFIX)
            hint = f"Message d’origine\u00a0: {fault.message}"
            return file.problem("template-syntax", fault.lineno, "L’écriture du gabarit est incorrecte ici.", hint)
        if isinstance(fault, TemplateNotFound) and fault.name == name + SUFFIX:
            return self._absent(name)
        blamed = self._blamed(fault.__traceback__)
        if isinstance(fault, UnicodeDecodeError):
            message, hint = "Le gabarit n’est pas écrit en UTF-8.", "Enregistrez-le de nouveau en « UTF-8 »."
            return self._file(name + SUFFIX).problem("template-encoding", 0, message, hint)
        if blamed is None:
            return self._too_deep(name) if isinstance(fault, RecursionError) else None
        file, line = blamed
        code, message, hint = self._words(fault)
        return file.problem(code, line, message, hint)

    def _too_deep(self, name: str) -> Problem:
        """Jinja reads a template by calling itself, and does not say which line was one call too many."""
        message, hint = "Le gabarit a trop de niveaux imbriqués.", "Comptez les « ( », « [ » et « {% » qui s’ouvrent."
        return self._file(name + SUFFIX).problem("template-depth", 0, message, hint)

    def _absent(self, name: str) -> Problem:
        close = get_close_matches(name, self.names(), n=3)
        hint = f"Vouliez-vous dire {' ou '.join(f'« {match} »' for match in close)} ?" if close else ""
        message = f"Le gabarit « {name}{SUFFIX} » n’existe pas."
        return Problem("template-absent", message, Location(name + SUFFIX), hint=hint)

    def _words(self, fault: Exception) -> tuple[str, str, str]:
        """Code, French sentence and hint of a fault met while the template ran."""
        if isinstance(fault, TemplateNotFound):
            absent = self._absent((fault.name or "").removesuffix(SUFFIX))
            return absent.code, absent.message, absent.hint
        if isinstance(fault, UndefinedError):
            hint = "Vérifiez le nom, ou prévoyez son absence avec « {% if … is defined %} »."
            return "template-undefined", str(fault.message), hint
        if isinstance(fault, SecurityError):
            hint = "Un gabarit n’a accès qu’aux valeurs qu’on lui donne."
            return "template-forbidden", "Cette opération est interdite dans un gabarit.", hint
        if isinstance(fault, RecursionError):
            return "template-recursion", "Le gabarit s’appelle lui-même sans fin.", ""
        hint = f"Message d’origine : {fault}"
        return "template-value", "Cette expression ne peut pas être calculée.", hint

    def _blamed(self, trace: TracebackType | None) -> tuple[TemplateFile, int] | None:
        """The innermost template line of a traceback; nothing when our own code failed below it: that is a bug."""
        paths = {str(file.path): file for file in map(self._file, self._environment.files)}
        blamed = None
        while trace is not None:
            filename = trace.tb_frame.f_code.co_filename
            if filename in paths:
                blamed = (paths[filename], trace.tb_lineno)
            elif Path(filename).is_relative_to(_OURS) and Path(filename).name not in {"sandbox.py", "speech.py"}:
                blamed = None
            trace = trace.tb_next
        return blamed

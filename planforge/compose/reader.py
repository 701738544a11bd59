"""The closed Markdown subset of the templates, read into the blocks of a document."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from planforge.compose.chunks import chunks
from planforge.compose.references import Reference, Resolve, UnknownBlock, nothing
from planforge.compose.sections import Draft, Framed, Section, read_section
from planforge.document.blocks import Block, Heading
from planforge.document.outline import walk
from planforge.errors import Problem, TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planforge.compose.templates import Rendered


def read_markdown(rendered: Rendered, resolve: Resolve = nothing, within: str = "debut") -> tuple[Block, ...]:
    """The blocks of a rendered template, French typography applied, references replaced by what ``resolve`` makes.

    Blocks without an id of their own are numbered within their heading (``isolement.p2``), or within ``within``
    before the first heading. Raises ``TemplateError`` with every place that is outside the subset.
    """
    return _Reading(rendered, resolve).blocks(within)


class _Reading:
    """One text being read: what was found wrong so far."""

    def __init__(self, rendered: Rendered, resolve: Resolve) -> None:
        self._rendered = rendered
        self._resolve = resolve
        self._problems: list[Problem] = []

    def blocks(self, within: str) -> tuple[Block, ...]:
        """All blocks, or ``TemplateError``."""
        found: list[Block] = []
        for chunk in chunks(self._rendered.text):
            if chunk.unclosed:
                self._report(chunk.unclosed, "Ce bloc ``` n’est pas refermé.", "Ajoutez une ligne ``` à sa fin.")
            section = read_section(chunk.text, within)
            within = section.within
            self._report_faults(section, chunk.line)
            found += self._placed(section.drafts, chunk.line)
        self._check_ids(found)
        if self._problems:
            raise TemplateError(self._problems)
        return tuple(found)

    def _report(self, line: int, message: str, hint: str = "") -> None:
        self._problems.append(self._rendered.problem(line, message, hint))

    def _report_faults(self, section: Section, first: int) -> None:
        for fault in section.faults:
            self._report(first + fault.line, fault.message, fault.hint)

    def _placed(self, drafts: Iterable[Draft], first: int) -> Iterator[Block]:
        for draft in drafts:
            if isinstance(draft, Framed):
                yield replace(draft.shell, blocks=tuple(self._placed(draft.drafts, first)))
            elif isinstance(draft, Reference):
                yield from self._resolved(replace(draft, line=first + draft.line))
            else:
                yield draft

    def _resolved(self, reference: Reference) -> tuple[Block, ...]:
        try:
            return self._resolve(reference)
        except UnknownBlock as unknown:
            known = ", ".join(unknown.choices)
            message = f"Il n’y a pas de « {reference.kind} {reference.name} »."
            self._report(reference.line, message, f"Connus : {known}." if known else "")
            return ()

    def _check_ids(self, blocks: Iterable[Block]) -> None:
        headings = Counter(block.id for block in walk(blocks) if isinstance(block, Heading))
        for identifier, count in headings.items():
            if count > 1:
                self._report(self._line_of(identifier), f"L’identifiant « {identifier} » sert à {count} titres.")

    def _line_of(self, identifier: str) -> int:
        lines = [n for n, line in enumerate(self._rendered.text.split("\n"), 1) if f"{{#{identifier}" in line]
        return lines[-1] if lines else 1

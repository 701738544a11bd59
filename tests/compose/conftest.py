"""Builders shared by the tests of compose: templates written to a folder, and Markdown read from one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from planforge.compose.reader import read_markdown
from planforge.compose.references import nothing
from planforge.compose.templates import Rendered, Templates

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from planforge.compose.references import Resolve
    from planforge.document.blocks import Block


class Render(Protocol):
    """Renders one template text with its context."""

    def __call__(self, template: str, /, **context: object) -> Rendered: ...


class Read(Protocol):
    """Reads Markdown through a template without values."""

    def __call__(self, markdown: str, resolve: Resolve = nothing) -> tuple[Block, ...]: ...


@pytest.fixture
def write_templates(tmp_path: Path) -> Callable[..., Templates]:
    """Templates of one folder from ``name=text`` pairs."""

    def write(**texts: str) -> Templates:
        for name, text in texts.items():
            (tmp_path / f"{name}.md.j2").write_text(text, encoding="utf-8")
        return Templates([tmp_path])

    return write


@pytest.fixture
def render(write_templates: Callable[..., Templates]) -> Render:
    def render_one(template: str, /, **context: object) -> Rendered:
        return write_templates(essai=template).render("essai", **context)

    return render_one


@pytest.fixture
def read(render: Render) -> Read:
    def read_one(markdown: str, resolve: Resolve = nothing) -> tuple[Block, ...]:
        return read_markdown(render(markdown), resolve)

    return read_one

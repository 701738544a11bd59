"""Every module has its test: a file of its own name, or one named here that reaches it through its room's door."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.structure.conftest import Source

STARTED = '"-m", "planforge"'  # how a test reaches what nothing can import


class Elsewhere(NamedTuple):
    """Modules of a folder without a test file of their own name, the test file that does test them, and why there."""

    folder: str
    modules: str
    test: str
    reason: str


TESTED_ELSEWHERE = (
    Elsewhere("planforge", "__main__", "cli/test_root.py", "one call: importing it would run it"),
    Elsewhere(
        "planforge/compose",
        "chunks inline markdown references sections",
        "compose/test_reader.py",
        "steps of one reading: what counts is the blocks that come out, and the line of what is refused",
    ),
    Elsewhere(
        "planforge/compose",
        "sandbox",
        "compose/test_templates.py",
        "what a template may call shows in a rendered template only",
    ),
    Elsewhere(
        "planforge/compose",
        "heights",
        "compose/test_fitting.py",
        "heights are right when what fits them is one printed page",
    ),
    Elsewhere(
        "planforge/compose",
        "lanes ranking",
        "compose/test_diagrams.py",
        "a rank or a lane is right when nothing crosses in the drawing as a whole",
    ),
    Elsewhere(
        "planforge/analysis/exercises",
        "crisis_aims service_aims system_aims",
        "analysis/exercises/test_aims.py",
        "what finds a target is right when the aim of a stimulus finds it",
    ),
    Elsewhere(
        "planforge/interview/terminal",
        "keys rows words",
        "interview/terminal/test_lists.py",
        "what a key or a row does shows in the reply that it makes",
    ),
    Elsewhere(
        "planforge/formats/word",
        "contents cover places sections",
        "formats/word/test_body.py",
        "pages, seen in a whole document",
    ),
    Elsewhere(
        "planforge/formats/word",
        "identity paragraphs press runs",
        "formats/word/test_flow.py",
        "XML of the running text, right when the paragraphs of a document are",
    ),
    Elsewhere("planforge/formats/word", "cells", "formats/word/test_tables.py", "cells, seen in their table"),
    Elsewhere(
        "planforge/formats/word",
        "adoption style_names",
        "formats/word/test_charter.py",
        "what a charter lacks shows in the document printed with it",
    ),
    Elsewhere(
        "planforge/formats/word",
        "markup",
        "formats/word/test_safety.py",
        "any text, anywhere in a document",
    ),
    Elsewhere(
        "planforge/formats/word",
        "package properties",
        "formats/word/test_writer.py",
        "the file as a whole, opened again",
    ),
    Elsewhere(
        "planforge/formats",
        "merging",
        "formats/word/merge/test_merging.py",
        "the shape of what a merge tells, seen in what merges tell",
    ),
    Elsewhere(
        "planforge/formats/word/merge",
        "carried ledger naming pairing parts trail unplaced weaving xml",
        "formats/word/merge/test_merging.py",
        "steps of one merge: what counts is the file that comes out, and what is told of it",
    ),
    Elsewhere(
        "planforge/formats/word/merge",
        "inlines items looks marks normal paragraph_looks styles",
        "formats/word/merge/test_returned.py",
        "steps of one reading: right when habits of programs change nothing",
    ),
    Elsewhere(
        "planforge/formats/word/merge",
        "overlay",
        "formats/word/merge/test_three_ways.py",
        "looks laid on letters, seen in the paragraph that comes out",
    ),
    Elsewhere("planforge/formats/word/merge", "pictures", "formats/word/merge/test_inks.py", "read, then written"),
    Elsewhere("planforge/formats/word/merge", "remarks", "formats/word/merge/test_margin.py", "read, then written"),
    Elsewhere(
        "planforge/formats/word/redline",
        "blocks endings finishing pen placing tracking",
        "formats/word/redline/test_redlining.py",
        "marks are right when accepting them gives the new document and refusing them the old one",
    ),
    Elsewhere(
        "planforge/formats/excel",
        "book charts contents formulas frame identity legend lists looks package palette printing rows rules subject",
        "formats/excel/test_writer.py",
        "openpyxl keeps half of a sheet until it is saved: the file is opened again and looked at",
    ),
    Elsewhere(
        "planforge/formats/excel/merge",
        "assembling book_part note_parts origin parcel plan report rows sheet_part sheets trio",
        "formats/excel/merge/test_merging.py",
        "steps of one merge: what counts is the merged file, opened again",
    ),
)


@pytest.fixture(scope="module")
def sources(everything: tuple[Source, ...]) -> Mapping[str, Source]:
    """Every module of the package and of its tests, by path."""
    return {source.path: source for source in everything}


def test_every_module_has_its_test(sources: Mapping[str, Source]) -> None:
    modules = [path for path in sources if path.startswith("planforge/") and not path.endswith("/__init__.py")]
    assert modules
    elsewhere = {module for entry in TESTED_ELSEWHERE for module in _modules(entry)}
    untested = [path for path in modules if _test_of(path) not in sources and path not in elsewhere]
    assert [f"{path}: no {_test_of(path)}" for path in untested] == []


def test_the_list_of_modules_tested_elsewhere_is_true(sources: Mapping[str, Source]) -> None:
    listed = [module for entry in TESTED_ELSEWHERE for module in _modules(entry)]
    assert listed
    assert len(listed) == len(set(listed))
    assert [module for module in listed if module not in sources or _test_of(module) in sources] == []
    assert [entry.test for entry in TESTED_ELSEWHERE if f"tests/{entry.test}" not in sources or not entry.reason] == []


@pytest.mark.parametrize("entry", TESTED_ELSEWHERE, ids=lambda entry: f"{entry.folder} {entry.modules}"[:60])
def test_a_test_that_stands_for_others_reaches_them(entry: Elsewhere, sources: Mapping[str, Source]) -> None:
    reached = _reached(f"tests/{entry.test}", sources)
    assert [module for module in _modules(entry) if module not in reached] == []


def _modules(entry: Elsewhere) -> list[str]:
    return [f"{entry.folder}/{name}.py" for name in entry.modules.split()]


def _test_of(module: str) -> str:
    """Where the test of a module stands: ``planforge/model/plan.py`` -> ``tests/model/test_plan.py``."""
    inside = Path(module).relative_to("planforge")
    return (Path("tests") / inside.parent / f"test_{inside.name}").as_posix()


def _reached(test: str, sources: Mapping[str, Source]) -> set[str]:
    """What a test file and its fixtures import, near and far; what only serves types does not count."""
    ahead = [test, *((folder / "conftest.py").as_posix() for folder in Path(test).parents)]
    reached = {"planforge/__main__.py"} if STARTED in sources[test].text else set()
    while ahead:
        path = ahead.pop()
        if path in sources and path not in reached:
            reached.add(path)
            ahead += _imported(sources[path].tree)
    return reached


def _imported(tree: ast.AST) -> Iterator[str]:
    """The files that a module's imports may stand for."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            path = name.replace(".", "/")
            yield from (f"{path}.py", f"{path}/__init__.py")
        yield from _imported(node)

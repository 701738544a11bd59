from __future__ import annotations

from planforge.document.text import Run, Tone, plain, text


def test_plain_words_become_runs_and_runs_keep_their_look() -> None:
    form = Run("F-ID", code=True, tone=Tone.STOP)

    made = text("Remplir ", form, ".")

    assert made == (Run("Remplir "), form, Run("."))
    assert text() == ()


def test_the_characters_of_a_text_without_its_look() -> None:
    assert plain(text("Voir ", Run("l’ordre", bold=True, link="#ordre"), ".")) == "Voir l’ordre."
    assert plain(()) == ""

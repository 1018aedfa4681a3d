"""Languages: Indonesian needs no catalogue, what a language lacks stays Indonesian, the pseudo-language fits."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogues import PSEUDO_LANGUAGE, WAITING_LANGUAGES, load, pseudo
from tests.tidy.sources import ROOT


@pytest.mark.parametrize("language", ["id", "en", "", "../../etc"])
def test_indonesian_and_unknown_languages_say_the_sentence_itself(language: str) -> None:
    assert load(language).gettext("Halo, Bu {name}.") == "Halo, Bu {name}."
    assert load(language).ngettext("{n} hal", "{n} hal", 3) == "{n} hal"


@pytest.mark.parametrize("language", WAITING_LANGUAGES)
def test_what_a_language_lacks_stays_indonesian(language: str) -> None:
    assert (
        load(language).gettext("Kalimat yang tidak ada di mana pun.") == "Kalimat yang tidak ada di mana pun."
    )
    assert load(language).ngettext("{n} hal aneh", "{n} hal aneh", 1) == "{n} hal aneh"


def test_the_start_in_indonesian_loads_no_babel() -> None:
    script = "import sys, bot.catalogues as c; c.load('id').gettext('x'); sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


def test_the_pseudo_language_marks_a_sentence_and_keeps_its_placeholders() -> None:
    assert load(PSEUDO_LANGUAGE).gettext("Simpan {name}") == "⟦Šìmpàn {name}⟧"
    assert load(PSEUDO_LANGUAGE).ngettext("{n} hal", "{n} soal", 2) == "⟦{n} šòàl⟧"


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Ya", "⟦Yà⟧"),
        ("Bicara dgn petugas", "⟦Bìcàrà dgn pètùgàš⟧"),
        ("Bicara dgn petugas.", "⟦Bìcàrà dgn pètùgà~⟧"),
    ],
)
def test_a_label_that_fitted_a_button_still_fits(message: str, expected: str) -> None:
    assert pseudo(message) == expected
    assert len(pseudo(message)) <= 20


@given(st.text(st.characters(codec="utf-8", exclude_characters="{}"), max_size=600))
def test_no_sentence_without_placeholders_outgrows_a_limit(message: str) -> None:
    for limit in (20, 24, 72, 300, 500):
        assert len(message) > limit or len(pseudo(message)) <= limit

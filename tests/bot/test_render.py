"""A Text becomes a sentence; nobody's name can break it or look behind it."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render import render
from conversation.text import Text, _, n_
from domain.hygiene import defused
from domain.money import Rupiah, Spelled
from domain.zones import WIB, WIT, WITA, local_time

ATTACKS = [
    "{0.__class__}",
    "{name.__class__.__mro__}",
    "{",
    "}",
    "{}",
    "{{",
    "%s",
    "%(name)s",
    "${name}",
    "{name!r:>99999999}",
    "{secret}",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_name_with_braces_stays_a_name(attack: str) -> None:
    assert render(_("Halo, {name}.", name=attack)) == f"Halo, {attack}."
    assert render(_("{text} / {name}", text=_("Halo, {name}.", name=attack), name="Siti")) == (
        f"Halo, {attack}. / Siti"
    )
    assert attack in render(_("Halo, {name}.", name=attack), "qps")


@given(st.text(st.characters(exclude_categories=())))
def test_whatever_somebody_is_called_is_shown_as_it_is(name: str) -> None:
    assert render(_("Halo, {name}.", name=name)) == f"Halo, {defused(name)}."


def test_nothing_in_somebodys_words_can_be_tapped_and_what_is_ours_can() -> None:
    shown = render(_("Ketik /menu. Pesan: {words}", words="/hapus t.me/x"))
    assert "/menu" in shown
    assert "/hapus" not in shown
    assert "t.me" not in shown
    assert render("/hapus") == defused("/hapus") != "/hapus"
    assert "/hapus" not in render(_("{inner}", inner=_("{words}", words="/hapus")))


@pytest.mark.parametrize("attack", ATTACKS)
def test_somebodys_own_words_are_no_sentence_of_ours(attack: str) -> None:
    assert render(attack) == attack


@pytest.mark.parametrize(
    "value, shown",
    [
        (Rupiah(25_000), "Rp25.000"),
        (Rupiah(1_500_000), "Rp1.500.000"),
        (Spelled(25_000), "Rp25.000 (dua puluh lima ribu)"),
        (date(2026, 2, 3), "Selasa, 3 Februari 2026"),
        (time(9, 5), "09.05"),
        (
            local_time(datetime(2026, 2, 3, 2, 0, tzinfo=UTC), WIB),
            "Selasa, 3 Februari 2026, jam 09.00 WIB",
        ),
        (
            local_time(datetime(2026, 2, 3, 2, 0, tzinfo=UTC), WITA),
            "Selasa, 3 Februari 2026, jam 10.00 WITA",
        ),
        (
            local_time(datetime(2026, 2, 3, 16, 0, tzinfo=UTC), WIT),
            "Rabu, 4 Februari 2026, jam 01.00 WIT",
        ),
        (
            datetime(2026, 2, 3, 9, 0, tzinfo=timezone(timedelta(hours=7))),
            "Selasa, 3 Februari 2026, jam 09.00 WIB",
        ),
        (7, "7"),
        (_("dalam {n}", n=2), "dalam 2"),
    ],
)
def test_values_get_their_written_form(value: object, shown: str) -> None:
    assert render(_("{value}", value=value)) == shown


def test_a_date_in_the_pseudo_language_is_still_a_date() -> None:
    assert render(_("{day}", day=date(2026, 2, 3)), "qps") == "⟦Selasa, 3 Februari 2026⟧"


def test_texts_in_texts_are_all_put_into_the_language() -> None:
    inner = _("Simpanan")
    assert render(_("Ini {kind}.", kind=inner), "qps") == "⟦Ìnì ⟦Šìmpànàn⟧.⟧"


@pytest.mark.parametrize("count", [0, 1, 2, 40])
def test_counted_things_show_their_count(count: int) -> None:
    assert render(n_("{n} anggota", "{n} anggota", count)) == f"{count} anggota"


def test_a_language_with_a_plural_has_its_choice() -> None:
    one, more = (
        render(n_("{n} anak", "{n} anak-anak", 1), "qps"),
        render(n_("{n} anak", "{n} anak-anak", 2), "qps"),
    )
    assert (one, more) == ("⟦1 ànàk⟧", "⟦2 ànàk-ànàk⟧")


def test_a_language_nobody_offers_is_indonesian() -> None:
    assert render(_("Halo, {name}.", name="Siti"), "xx") == "Halo, Siti."


def test_a_sentence_without_values_is_shown_as_it_stands() -> None:
    assert render(Text("Tanda { dan } boleh.")) == "Tanda { dan } boleh."


def test_a_value_that_was_forgotten_is_a_fault_and_shows_no_braces() -> None:
    with pytest.raises(KeyError):
        render(Text("Halo, {name}, {other}.", {"name": "Siti"}))

"""A name that others will read is one line and nobody else's."""

import pytest

from conversation.questions import Said, Unclear, Understood
from handlers.name_question import PersonName
from tests.play import Play
from tests.world import World


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("Siti", "Siti"),
        (" Siti\nAminah ✅ ", "Siti Aminah"),
        ("Bu Ani 2", "Bu Ani 2"),
        ("sri lestari", "Sri Lestari"),
        ("nama saya sri", "Sri"),
        ("panggil saja sri ya bu", "Sri"),
        ("biasa dipanggil mak eti", "Mak Eti"),
        ("saya wati", "Wati"),
        ("Yuyun aja", "Yuyun"),
        ("siti AMINAH", "siti AMINAH"),
        ("Saya", "Saya"),
    ],
)
def test_a_name_is_kept_as_it_may_be_shown(typed: str, kept: str) -> None:
    assert PersonName(chars_max=40).read(Said(text=typed)) == Understood(kept)


@pytest.mark.parametrize(
    "typed", ["Admin", "Аdmіn", "🅐🅓🅜🅘🅝", "petu\u200bgas", "Bu\nPetugas", "123", "👍", "", "a" * 41]
)
def test_what_is_no_name_of_hers_is_asked_again(typed: str) -> None:
    reading = PersonName(chars_max=40).read(Said(text=typed))
    assert isinstance(reading, Unclear)
    assert reading.text is not None


def test_a_picture_is_no_name() -> None:
    assert isinstance(PersonName().read(Said(thing="photo")), Unclear)


async def test_nobody_can_call_herself_like_the_office(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: panggilan
        Bot: Mau dipanggil apa? [...]
        Siti: nama saja
        Bot: Nama panggilannya siapa? [Lewati]
        Siti: Аdmin
        Bot: Nama itu dipakai kantor. Tolong pakai nama panggilan sendiri. / Nama panggilannya siapa? [Lewati]
        Siti: lewati
        Bot: Baik, sudah saya ingat.
    """)


@pytest.mark.parametrize("typed", ["ya", "Tidak", "boleh"])
def test_an_answer_to_the_question_before_is_no_name(typed: str) -> None:
    assert isinstance(PersonName(chars_max=40).read(Said(text=typed)), Unclear)

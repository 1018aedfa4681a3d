"""Words with no command before them begin what they are about, for those whom it concerns, and nothing while locked."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import pytest

from bot.channels.base import Incoming, IncomingKind
from bot.reply import Heard, Reply
from bot.unprompted import begins_with_code
from db.people import Actor
from db.talks import Talk
from db.unit import Unit
from domain.roles import Role
from domain.zones import WIB
from handlers.names import CARD_CODE
from tests.handlers.training.classes import put_in, teach, weeks
from tests.play import Play
from tests.world import Way, World, make_template, open_world

OFF = "besok libur, pelatih sakit"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    await make_template(tmp_path / "template")
    async with open_world(tmp_path / "data", Way.STEADY, template=tmp_path / "template") as opened:
        trainer = await opened.add("Tuti", Role.TRAINER)
        await opened.add("Sri", area="samarinda")
        tomorrow = weeks(1)[0].replace(day=4)
        course = await teach(opened, days=[tomorrow], trainers=(trainer,), offsets=())
        await put_in(opened, course, "Sri")
        yield opened


async def test_who_leads_a_class_begins_its_change(world: World) -> None:
    await Play(world)(f"""
        Tuti: {OFF}
        Bot: Kue kering, ...: libur. / Alasannya: pelatih sakit / 1 orang dikabari. Benar? [...]
    """)


@pytest.mark.parametrize("name, roles", [("Siti", ()), ("Lilis", (Role.TREASURER,)), ("Wati", (Role.ADMIN,))])
async def test_of_anybody_else_they_are_words_like_any(
    world: World, name: str, roles: tuple[Role, ...]
) -> None:
    await world.add(name, *roles)
    await Play(world)(f"""
        {name}: {OFF}
        Bot: Maaf, saya belum mengerti. ... [...]
    """)


async def test_a_question_that_takes_any_words_takes_these(world: World) -> None:
    await world.add("Rina", Role.WORKER)
    await Play(world)(f"""
        Rina: buat kelas
        Bot: ... [...]
        Rina: kelas baru
        Bot: Kelas apa? [...]
        Rina: tenun
        Bot: Apa nama kelasnya? ... [...]
        Rina: {OFF}
        Bot: Di mana tempatnya? ...
    """)


async def test_the_talk_that_was_open_waits_for_her(world: World) -> None:
    await Play(world)(f"""
        Tuti: ubah pertemuan
        Bot: Kue kering, ... Mau diapakan? [...]
        Tuti: libur
        Bot: Apa alasannya? ... [...]
        Tuti: {OFF}
        Bot: ... / 1 orang dikabari. Benar? [...]
    """)


class Readless:
    """A unit from which nothing can be read: only who acts is known."""

    def __init__(self, phone: str, *, locked: bool = False) -> None:
        self.actor = Actor(
            account_id=1,
            person_id=1,
            channel="simulator",
            phone=phone,
            language="id",
            zone=WIB,
            staff=False,
            profiles=locked,
            inside=not locked,
        )


class Begun:
    """A leader that only notes what began."""

    def __init__(self) -> None:
        self.names: list[tuple[str, tuple[object, ...]]] = []

    async def begin(self, _unit: Any, _heard: Any, _reply: Any, name: str, args: tuple[object, ...]) -> None:
        self.names.append((name, args))


async def begun_by(
    text: str, unit: Readless, talk: Talk | None = None
) -> list[tuple[str, tuple[object, ...]]]:
    leader: Any = Begun()
    incoming = Incoming(kind=IncomingKind.TEXT, chat="1", sender="1", text=text)
    heard = Heard(actor=unit.actor, talk=talk, incoming=incoming)
    await begins_with_code(leader, cast(Unit, unit), heard, Reply(talk=talk))
    return cast(Begun, leader).names


@pytest.mark.parametrize(
    "text", ["halo", "saya mau daftar kelas kue", "ajak teman 5 orang", "bayar 25k", "ya", "x" * 500]
)
@pytest.mark.parametrize("phone", ["own", "unknown"])
async def test_for_ordinary_words_nothing_is_read_to_see_that_they_are_no_code(text: str, phone: str) -> None:
    if phone == "unknown" and text == "bayar 25k":
        return  # a stranger's first words of that shape are tried, as a code without its word
    assert await begun_by(text, Readless(phone)) == []


async def test_the_code_of_a_card_is_known_by_its_shape_alone() -> None:
    expected = [(CARD_CODE, ("7K4P9XQ2",))]
    assert await begun_by("bu, ajak 7k4p 9xq2", Readless("own")) == expected
    assert await begun_by("AJAK 7K4P 9XQ2", Readless("unknown")) == expected
    assert await begun_by("7k4p 9xq2", Readless("unknown")) == expected
    assert await begun_by("7k4p 9xq2", Readless("own")) == []
    assert await begun_by("AJAK 7K4P 9XQ2", Readless("shared", locked=True)) == []
    assert await begun_by("/start AJAK-7K4P-9XQ2", Readless("unknown")) == []  # a command of its own


@pytest.mark.parametrize(("free", "relays"), [(True, False), (False, True)])
async def test_a_code_that_answers_a_question_for_any_words_is_that_answer(free: bool, relays: bool) -> None:
    talk = Talk(id=1, account_id=1, person_id=1, name="catatan_urusan", entries=[], free=free, relays=relays)
    assert await begun_by("AJAK 7K4P 9XQ2", Readless("own"), talk) == []
    assert await begun_by("AJAK 7K4P 9XQ2", Readless("unknown"), talk) == [(CARD_CODE, ("7K4P9XQ2",))]


async def test_tarik_takes_back_what_was_announced_a_moment_ago_and_else_means_savings(world: World) -> None:
    await world.add("Lilis", Role.TREASURER)
    await world.add("Siti", Role.MEMBER)
    await Play(world)("""
        Lilis: umumkan
        Bot: ...
        Lilis: Besok rapat.
        Bot: Kabar dari ...
        Bot: ... [...]
        Lilis: kirim
        Bot: ...
        Bot: Pengumuman ... [Tarik]
        Lilis: Tarik
        Bot: Pengumuman ... ditarik. Tidak ada yang dikirim. / Mau diperbaiki lalu dikirim? [Perbaiki] [Tidak]
        Lilis: tidak
        Bot: ...
        Lilis: tarik
        Bot: Siapa yang mau mengambil simpanan? [...]
    """)

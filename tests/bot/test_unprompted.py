"""Words with no command before them begin what they are about, for those whom it concerns, and nothing while locked."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.roles import Role
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

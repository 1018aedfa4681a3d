"""The words she agreed to are kept as they were shown."""

from bot.render import render
from db import consents
from db.unit import Unit
from handlers.screening_facts import SCREENING_PURPOSE
from tests.handlers.chats import UNTIL_SENT
from tests.play import Play
from tests.world import KALTIM, World


async def test_the_words_that_were_shown_are_kept_with_her_yes(play: Play, world: World) -> None:
    siti = await world.add("Siti")
    await play(UNTIL_SENT.replace("    Bot → Petugas: Ada permintaan baru di antrean. [Lihat]\n", ""))

    async def read(unit: Unit) -> str:
        found = await consents.find_current(unit, siti, SCREENING_PURPOSE, world.offices[KALTIM])
        assert found is not None
        return found.text

    kept = await world.run(read)
    assert kept in "\n".join(world.said["Siti"])
    assert KALTIM in kept


def test_the_words_name_what_for_whom_how_long_and_where() -> None:
    from handlers.consent import consent

    shown = render(consent("Kantor"))
    for word in (
        "umur",
        "keluarga",
        "uang masuk",
        "bantuan",
        "Kantor",
        "24 bulan",
        "luar negeri",
        "menolak",
        "dihapus",
    ):
        assert word in shown

"""Who answered what: counted with a bar, named for who asked, and whoever has not answered can be asked once more."""

from domain.announcements import Reached
from domain.roles import Role
from tests.handlers.announce.announced import add_worker, done, stand
from tests.play import Play
from tests.world import BATU, World

CHOICES = ("Bisa", "Belum bisa")


async def test_answers_are_counted_and_their_names_are_a_tap_away(play: Play, world: World) -> None:
    announcement = await done(world, play, choices=CHOICES, names=("Wati", "Siti", "Dewi"))
    await stand(world, announcement, "Wati", Reached.READ, answer=1)
    await stand(world, announcement, "Siti", Reached.READ, answer=1)
    await play("""
        Rina: [Jawaban]
        Bot: ... Bisa: 2 ▓▓▓▓▓▓░░░░ / Belum bisa: 0 ░░░░░░░░░░ / Belum menjawab: 1 / Siapa yang mau dilihat?
            [Bisa (2)] [Belum jawab (1)] [Ingatkan lagi] [Ke pengumuman]
        Rina: bisa
        Bot: Wati, Samarinda: Bisa Siti, Samarinda: Bisa / Mau apa? [Kembali]
        Rina: 1
        Bot: ... [...]
        Rina: belum menjawab
        Bot: Dewi, Samarinda / Mau apa? [Kembali]
    """)
    assert [line for line in world.audit if line == "Rina read announcement Dewi answers"]


async def test_the_live_message_counts_an_answer_that_came_by_a_tap(play: Play, world: World) -> None:
    announcement = await done(world, play, choices=CHOICES, names=("Wati",))
    await play(f"""
        Wati: [Bisa]
        Bot: ...
        Rina: pengumuman
        Bot: ... [...]
        Rina: {announcement.code}
        Bot: ... [Jawaban] [...]
        Rina: jawaban
        Bot: ... Bisa: 1 ▓▓▓▓▓▓▓▓▓▓ / ... / Belum menjawab: 0 / ... [Bisa (1)] [Ke pengumuman]
    """)


async def test_where_nothing_was_asked_that_is_said(play: Play, world: World) -> None:
    announcement = await done(world, play, names=("Wati",))
    await play(f"""
        Rina: pengumuman
        Bot: ... [...]
        Rina: {announcement.code}
        Bot: ... [Siapa saja] [Laporan] [...]
    """)


async def test_another_office_learns_of_no_answer(play: Play, world: World) -> None:
    announcement = await done(world, play, choices=CHOICES, names=("Wati",))
    await add_worker(world, "Budi", Role.WORKER, office=BATU)
    await play("""
        Budi: pengumuman
        Bot: Belum ada pengumuman. Mau apa? [Buat pengumuman]
    """)
    assert announcement.code not in " ".join(world.said["Budi"])

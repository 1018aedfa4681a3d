"""Hasil pelatihan: the office reads what became of its courses, never of fewer than five women, as words and as files."""

import io
from collections.abc import Sequence

import openpyxl

from db import outcomes
from db.unit import Unit
from domain.roles import Role
from domain.training_outcomes import Answers, Business, Help, Income, Uses
from tests.handlers.papers import files_of
from tests.handlers.training.afterwards import a_past_course, end
from tests.handlers.training.classes import step
from tests.play import Play
from tests.world import BATU, World

WOMEN = ("Siti", "Yuyun", "Neneng", "Imas", "Euis", "Lilis", "Ani", "Wati", "Dewi", "Mimin", "Tini")


def thanks(names: Sequence[str]) -> str:
    """A minute later everybody is thanked."""
    heard = "".join(
        f"        Bot → {name}: Kelas Kue kering sudah selesai. ... [Nilai kelas]\n" for name in names
    )
    return f"        (jam +1 menit)\n{heard}"


async def answered(world: World, course_id: int, name: str, month: int, answers: Answers) -> None:
    """What she said about that month, whenever she was asked."""

    async def say(unit: Unit) -> None:
        found = await outcomes.find(unit, course_id, month, unit.actor.person_id)
        assert found is not None
        await outcomes.answer(unit, found, answers)

    await step(world, name, say)


async def told(world: World, play: Play, count: int) -> None:
    """So many women came to a course; three months later six of them have a business and five have not, and so on."""
    names = WOMEN[:count]
    course_id = await a_past_course(world, *names)
    await end(world, course_id)
    await play(thanks(names))
    for place, name in enumerate(names):
        business = Business.HAS if place % 2 else Business.NONE
        income = (Income.UP, Income.SAME)[place % 2]
        said = Answers(uses=Uses.OFTEN, income=income, business=business, help=(Help.MONEY,))
        await answered(world, course_id, name, 3, said)


async def test_the_office_reads_it_in_a_few_sentences_and_takes_three_kinds_of_files(
    play: Play, world: World
) -> None:
    await told(world, play, 11)
    await world.add("Rina", Role.WORKER)
    await play("""
        Rina: hasil pelatihan
        Bot: Hasil kelas Dinas Sosial Kaltim yang selesai tahun 2026: /
            Punya usaha 3 bulan sesudahnya: 5 dari 10 orang. / Uang masuk naik sesudah 3 bulan: 5 dari 10 orang. /
            Ilmunya sering dipakai sesudah 3 bulan: – dari 10 orang. / Kelompok di bawah 5 orang tidak ditulis. /
            Mau berkasnya juga? [Gambar] [Untuk dicetak (PDF)] [Tabel (Excel)] [Selesai]
        Rina: gambar
        Bot: Berkasnya saya kirim. Isinya tanpa nama, boleh ditunjukkan.
        Bot → Rina: Hasil kelas Dinas Sosial Kaltim, tahun 2026.
        Rina: hasil kelas
        Bot: ... [...]
        Rina: cetak
        Bot: Berkasnya saya kirim. ...
        Bot → Rina: Hasil kelas ...
        Rina: hasil kelas
        Bot: ... [...]
        Rina: excel
        Bot: Berkasnya saya kirim. ...
        Bot → Rina: Hasil kelas ...
    """)
    picture, pdf, sheet = files_of(world, "Rina")
    assert picture.startswith(b"\x89PNG")
    assert pdf.startswith(b"%PDF-")
    cells = [
        [cell.value for cell in row if cell.value is not None]
        for row in openpyxl.load_workbook(io.BytesIO(sheet)).active.iter_rows()
    ]
    assert ["3 bulan sesudah", 5, 5, 10] in cells
    assert ["3 bulan sesudah", "–", "–", "–", 10] in cells
    assert not any(name in str(cells) for name in WOMEN)


async def test_of_four_women_nothing_is_told(play: Play, world: World) -> None:
    await told(world, play, 4)
    await world.add("Rina", Role.WORKER)
    await play("""
        Rina: hasil pelatihan
        Bot: Hasil kelas Dinas Sosial Kaltim yang selesai tahun 2026: / Jawabannya belum cukup untuk ditulis. /
            Kelompok di bawah 5 orang tidak ditulis. / Mau berkasnya juga? [...]
        Rina: selesai
        Bot: Baik, sudah selesai.
    """)


async def test_another_office_sees_its_own_and_on_a_shared_phone_no_file_comes(
    play: Play, world: World
) -> None:
    await told(world, play, 5)
    await world.add("Bima", Role.WORKER, office=BATU)
    await world.add("Rina", Role.SUPERVISOR, phone="shared")
    await play("""
        Bima: hasil pelatihan
        Bot: Belum ada kelas yang selesai. Hasilnya ditanyakan sebulan sesudah kelas.
        Rina: hasil pelatihan
        Bot: Hasil kelas ... / HP ini dipakai bersama. Berkasnya tidak dikirim ke sini.
    """)


async def test_who_trains_or_accompanies_reads_no_figures(play: Play, world: World) -> None:
    await world.add("Tarno", Role.TRAINER)
    await world.add("Dewi", Role.COMPANION)
    await play("""
        Tarno: hasil pelatihan
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
        Dewi: hasil pelatihan
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)

"""Impor kelas: a table becomes classes after one yes, with their days; with one unclear row there is none."""

import base64
import io
from collections.abc import AsyncIterator
from pathlib import Path

import openpyxl
import pytest

from bot.channels.simulator.gestures import act
from domain.files import FileKind
from domain.opening import Value
from domain.roles import Role
from tests.handlers.office_people import add_named
from tests.handlers.training.made import classes, days, office
from tests.play import Play
from tests.world import Way, World, open_world

HEADINGS: list[Value] = [
    "Jenis",
    "Nama kelas",
    "Tempat",
    "Jadwal",
    "Banyak orang",
    "Bawa",
    "Anak",
    "Ongkos",
    "Wilayah",
]
COOKIES: list[Value] = [
    "Kue kering",
    None,
    "Balai Desa Contoh",
    "tiap Selasa jam 9 pagi, 8 kali, mulai 10 Februari, libur Lebaran",
    20,
    "celemek",
    "boleh ikut",
    None,
    "Samarinda",
]
SEWING: list[Value] = [
    "menjahit",
    "Menjahit lanjutan",
    "Balai RW",
    "Senin dan Rabu jam 13.00-15.00, 4 kali, mulai 2 Maret",
    None,
    None,
    None,
    "diganti",
    None,
]


def xlsx(*rows: list[Value]) -> bytes:
    """A table as a table program writes it."""
    book = openpyxl.Workbook()
    for row in (HEADINGS, *rows):
        book.worksheets[0].append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.fixture
async def world(template: Path, tmp_path: Path) -> AsyncIterator[World]:
    """Files are sent on the simulator."""
    async with open_world(tmp_path / "data", Way.STEADY, template=template) as opened:
        await add_named(opened, "Rina", "Rina", Role.WORKER)
        yield opened


async def send(world: World, content: bytes, name: str = "kelas.xlsx", phone: str = "rina") -> None:
    """The file is sent, fetched and read."""
    simulator = world.app.simulator
    assert simulator is not None
    found = simulator.chats.find_phone(phone)
    assert found is not None
    data = base64.b64encode(content).decode()
    act(simulator, found, {"file": {"name": name, "mime": FileKind.XLSX.value, "data": data, "caption": ""}})
    await simulator.deliver(phone, world.app.intake.store)
    await world.rest()
    await world.app.media.settle()
    await world.app.sheets.settle()
    await world.rest()


ASKED = """
        Rina: impor kelas
        Bot: Kelas Dinas Sosial Kaltim dari Excel. Mau apa? [Minta file contoh] [Kirim file Excel] [...]
        Rina: kirim file excel
        Bot: Kirim file Excel-nya di sini. Satu baris, satu kelas.
"""
TOLD = """(jam +1 detik)
        Bot → Rina: Terima kasih. Saya baca dulu, lalu saya kabari. Malam hari, ketik IMPOR KELAS.
        Bot → Rina: File kelas sudah saya baca. Mari kita lihat bersama. [Lihat]
"""
READ_BACK = """
        Rina: [Lihat]
        Bot: 1. Kue kering, Balai Desa Contoh / 8 pertemuan, Selasa, 10 Februari 2026 sampai Selasa, 14 April 2026, jam 09.00-11.00 WITA /
            2. Menjahit lanjutan, Balai RW / 4 pertemuan, Senin, 2 Maret 2026 sampai Rabu, 11 Maret 2026, jam 13.00-15.00 WITA /
            Buat 2 kelas ini? [Ya] [Tidak]
"""


async def test_the_classes_of_a_table_are_made_after_one_yes(world: World) -> None:
    play = Play(world)
    await play(ASKED)
    await send(world, xlsx(COOKIES, SEWING))
    await play(f"        {TOLD}{READ_BACK}")
    assert await classes(world, office(world)) == []
    await play("""
        Rina: ya
        Bot: 2 kelas sudah dibuat. / Warga bisa mendaftar lewat JADWAL. Untuk mengubah, ketik KELOLA KELAS.
        Rina: [Lihat]
        Bot: File itu sudah dipakai.
    """)
    cookies, sewing = await classes(world, office(world))
    assert (cookies.title, cookies.capacity, cookies.bring, cookies.childcare, cookies.who.areas) == (
        "Kue kering",
        20,
        "celemek",
        "boleh ikut",
        ("samarinda",),
    )
    assert (sewing.title, sewing.length_min, sewing.transport) == ("Menjahit lanjutan", 120, "diganti")
    assert await days(world, sewing) == [
        "02/03 13.00 planned",
        "04/03 13.00 planned",
        "09/03 13.00 planned",
        "11/03 13.00 planned",
    ]


async def test_with_one_unclear_row_none_is_made_and_each_fault_says_what_to_do(world: World) -> None:
    play = Play(world)
    unclear: list[Value] = ["Sulam", "x" * 41, None, "tiap Kamis", "banyak", None, None, None, "Bulan"]
    await play(ASKED)
    await send(world, xlsx(COOKIES, unclear))
    await play(f"""
        {TOLD}
        Rina: [Lihat]
        Bot: Ada yang belum jelas. Belum ada kelas yang dibuat. /
            Baris 3, kolom A ("Sulam"): jenis ini belum saya kenal. Tulis Lain, dan isi nama kelasnya. /
            Baris 3, kolom B ("xxxxxxxxxxxxxxxxxxxxxxxx"): tulisannya terlalu panjang. Tulis lebih singkat. /
            Baris 3, kolom C: tempatnya belum ada. / ... / Masih ada ... lagi. Mau lihat? [Lihat sisanya] [Cukup]
        Rina: lihat sisanya
        Bot: ... Baris 3, kolom E ("banyak"): banyaknya orang ditulis angka, 1 sampai 500. /
            Baris 3, kolom I ("Bulan"): wilayah ini bukan wilayah kantor. Lihat lagi namanya. /
            Betulkan dulu, lalu ketik IMPOR KELAS dan kirim lagi.
    """)
    assert await classes(world, office(world)) == []


async def test_the_file_that_was_read_is_offered_again_and_may_be_left(world: World) -> None:
    play = Play(world)
    await play(ASKED)
    await send(world, xlsx(COOKIES, SEWING))
    await play(
        f"        {TOLD}{READ_BACK}"
        + """
        Rina: tidak
        Bot: Baik, belum ada yang dibuat. Betulkan filenya, lalu ketik IMPOR KELAS.
        Rina: impor kelas
        Bot: Kelas Dinas Sosial Kaltim dari Excel. Mau apa? [Minta file contoh] [Kirim file Excel] [Lihat file tadi] [Nanti saja]
        Rina: lihat file tadi
        Bot: 1. Kue kering, ... / Buat 2 kelas ini? [Ya] [Tidak]
        Rina: ya
        Bot: 2 kelas sudah dibuat. / ...
    """
    )


async def test_a_second_file_waits_while_the_first_is_made(world: World) -> None:
    play = Play(world)
    for row in (COOKIES, SEWING):
        await play(ASKED)
        await send(world, xlsx(row))
        await play(f"        {TOLD}")
    await play("""
        Rina: [Lihat]
        Bot: 1. Menjahit lanjutan, ... / Buat 1 kelas ini? [Ya] [Tidak]
        Rina: ya
        Bot: 1 kelas sudah dibuat. / ...
        Rina: impor kelas
        Bot: Kelas Dinas Sosial Kaltim dari Excel. Mau apa? [...] [Lihat file tadi] [Nanti saja]
        Rina: lihat file tadi
        Bot: 1. Kue kering, ... / Buat 1 kelas ini? [Ya] [Tidak]
        Rina: ya
        Bot: 1 kelas sudah dibuat. / ...
        Rina: impor kelas
        Bot: Kelas Dinas Sosial Kaltim dari Excel. Mau apa? [Minta file contoh] [Kirim file Excel] [Nanti saja]
    """)
    assert len(await classes(world, office(world))) == 2


async def test_the_same_file_once_more_makes_nothing_twice(world: World) -> None:
    play = Play(world)
    await play(ASKED)
    await send(world, xlsx(COOKIES))
    await play(f"""
        {TOLD}
        Rina: [Lihat]
        Bot: 1. Kue kering, ... / Buat 1 kelas ini? [Ya] [Tidak]
        Rina: ya
        Bot: 1 kelas sudah dibuat. / ...
    """)
    await play(ASKED)
    await send(world, xlsx(COOKIES))
    await play(f"""
        {TOLD}
        Rina: [Lihat]
        Bot: Ada yang belum jelas. Belum ada kelas yang dibuat. / Baris 2: kelas ini sudah pernah dibuat. Hapus barisnya. / ...
    """)
    assert len(await classes(world, office(world))) == 1


async def test_a_formula_and_what_is_no_table_are_refused(world: World) -> None:
    play = Play(world)
    formula = [*COOKIES]
    formula[1] = '=HYPERLINK("http://x","y")'
    await play(ASKED)
    await send(world, xlsx(formula))
    await play(f"""
        {TOLD}
        Rina: [Lihat]
        Bot: ... / Baris 2, kolom B: isinya rumus. Tulis isinya saja. / ...
    """)
    await play(ASKED)
    await send(world, b"MZ this is a program", "kelas.exe")
    heard = [bubble.text for bubble in world.phones.screen("Rina")]
    assert heard[-1] == "Maaf, itu bukan file Excel (xlsx). Tolong kirim file Excel-nya, ya."


async def test_the_empty_table_comes_as_a_file(world: World) -> None:
    await Play(world)("""
        Rina: impor kelas
        Bot: Kelas Dinas Sosial Kaltim dari Excel. Mau apa? [Minta file contoh] [Kirim file Excel] [Nanti saja]
        Rina: minta file contoh
        Bot: ...
        Bot → Rina: ...
    """)
    assert any("contoh-kelas.xlsx" in line or "File contoh" in line for line in world.said["Rina"])


async def test_later_is_an_answer_and_a_trainer_imports_nothing(world: World) -> None:
    await world.add("Tuti", Role.TRAINER)
    await Play(world)("""
        Rina: impor kelas
        Bot: ... [...]
        Rina: nanti saja
        Bot: Baik. Ketik IMPOR KELAS kalau sudah siap.
        Tuti: impor kelas
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)


async def test_nobody_else_opens_the_file(world: World) -> None:
    await add_named(world, "Dedi", "Dedi", Role.WORKER)
    play = Play(world)
    await play(ASKED)
    await send(world, xlsx(COOKIES))
    await play(f"""
        {TOLD}
        Dedi: impor kelas
        Bot: Kelas Dinas Sosial Kaltim dari Excel. Mau apa? [Minta file contoh] [Kirim file Excel] [Nanti saja]
    """)

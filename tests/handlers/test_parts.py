"""What does not fit one turn is said in parts, in its order, and only as far as she wants to read."""

import pytest

from bot.render import render
from conversation.chat import Chat
from conversation.text import Text
from handlers.parts import ENOUGH, PART_CHARS_MAX, REST, parts_of, say_in_parts
from handlers.questions import HouseDialect
from tests.play import Play
from tests.world import World


def test_parts_keep_their_order_and_lose_nothing() -> None:
    texts = [Text("x" * (50 + 37 * number % 300)) for number in range(30)]
    parts = parts_of(texts)
    assert [text for part in parts for text in part] == texts
    assert len(parts) > 2
    assert all(sum(len(text.message) + 2 for text in part) <= PART_CHARS_MAX for part in parts)
    assert parts_of([]) == []


async def test_she_may_leave_the_rest_unread() -> None:
    chat = Chat(HouseDialect())
    run = say_in_parts(chat, [Text("y" * 400), Text("z" * 400)]).__await__()
    asked = run.send(None)
    assert (render(asked.text), chat.says) == ("Masih ada 1 lagi. Mau lihat?", [Text("y" * 400)])
    with pytest.raises(StopIteration):
        run.send(ENOUGH)
    assert len(chat.says) == 1


async def test_a_long_question_that_follows_has_room_or_a_screen_of_its_own() -> None:
    question = Text("q" * 200)
    short = Chat(HouseDialect())
    with pytest.raises(StopIteration):
        say_in_parts(short, [Text("y" * 150)], then=question).__await__().send(None)
    assert short.says == [Text("y" * 150)]  # who calls asks it below
    long = Chat(HouseDialect())
    run = say_in_parts(long, [Text("y" * 300)], then=question).__await__()
    asked = run.send(None)
    assert (render(asked.text), long.says) == ("Masih ada 1 lagi. Mau lihat?", [Text("y" * 300)])
    with pytest.raises(StopIteration):
        run.send(REST)
    assert long.says == [Text("y" * 300)]


async def test_many_reasons_are_read_in_parts(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: skrining
        Bot: ... Ibu tinggal di mana? [...]
        Siti: samarinda
        Bot: ... Boleh saya catat? [...]
        Siti: boleh
        Bot: Pertanyaan 1 ... [...]
        Siti: 70
        Bot: Pertanyaan 2 ... [...]
        Siti: lewati
        Bot: Pertanyaan 3 ... [...]
        Siti: lewati
        Bot: Pertanyaan 4 ... [...]
        Siti: belum
        Bot: Pertanyaan 5 ... [...]
        Siti: ya
        Bot: Pertanyaan 6 ... [...]
        Siti: ya
        Bot: Pertanyaan 7 ... [...]
        Siti: tidak
        Bot: Pertanyaan 8 ... [...]
        Siti: lewati
        Bot: Hasil awal: ... [...]
        Siti: lihat alasannya
        Bot: ... Belum cocok: Bantuan ini untuk yang tidak menerima PKH. ... / Masih ada ... lagi. Mau lihat?
            [Lihat sisanya] [Cukup]
        Siti: ya
        Bot: Belum cocok: ... / Perlu dicek: ... / Masih ada 2 lagi. Mau lihat? [...]
        Siti: [Lihat sisanya]
        Bot: Perlu dicek: ... / Mau lihat yang lain, Bu? [...]
        Siti: lihat alasannya
        Bot: ... Masih ada ... lagi. Mau lihat? [...]
        Siti: kembali
        Bot: Baik, kita ulang pertanyaan tadi. / ... Mau lihat yang lain, Bu? [...]
        Siti: lihat alasannya
        Bot: ... Masih ada ... lagi. Mau lihat? [...]
        Siti: cukup
        Bot: Mau lihat yang lain, Bu? [...]
    """)

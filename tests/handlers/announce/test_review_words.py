"""What whoever writes reads before it goes out: nothing that was not set is told, and nothing twice."""

from dataclasses import replace
from datetime import date

from bot.render import render
from db.part_names import Named
from domain.announcement_drafts import Draft
from domain.announcements import Audience, NewsKind, Part, PartKind
from domain.money import Rupiah
from domain.zones import WITA
from handlers.announce.review import can_go, choices
from handlers.announce.review_words import heading
from handlers.announce.write_steps import Sight

DRAFT = Draft(
    place="o1",
    sender="Kantor",
    audience=Audience(those=(Part(kind=PartKind.AREA, value="batu"),)),
    news=NewsKind.AID,
    texts=(("id", "Pendaftaran dibuka."),),
)
SIGHT = Sight(
    those=(Named(kind=PartKind.AREA, value="batu", name="Batu"),),
    without=(),
    reach=312,
    left_out={},
    second=-1,
    today=date(2026, 2, 3),
    zone=WITA,
    quiet=False,
    on_whatsapp=0,
    outside=0,
    cost=None,
    chats=0,
)


def test_an_ordinary_one_says_for_whom_and_how_many() -> None:
    assert render(heading(DRAFT, SIGHT)) == "Untuk: warga Batu.\n312 orang akan menerima."


def test_the_cost_is_told_where_a_channel_charges_and_no_price_is_invented() -> None:
    charged = replace(SIGHT, on_whatsapp=300, outside=40, cost=Rupiah(120_000))
    assert "Biaya WhatsApp kira-kira Rp120.000." in render(heading(DRAFT, charged))
    assert "40 orang lama tidak menulis." in render(heading(DRAFT, charged))
    unpriced = render(heading(DRAFT, replace(charged, cost=None)))
    assert "harganya belum diisi" in unpriced
    assert "Rp" not in unpriced
    of_group = render(heading(replace(DRAFT, place="g1"), replace(charged, cost=None)))
    assert "Biaya" not in of_group
    assert "40 orang lama tidak menulis." in of_group


def test_the_night_the_second_person_and_the_chats_are_told() -> None:
    assert "Sampainya mulai jam 07.00 WITA." in render(heading(DRAFT, replace(SIGHT, quiet=True)))
    assert "disetujui satu orang lagi" in render(heading(DRAFT, replace(SIGHT, second=2)))
    assert "Di kantor ini belum ada." in render(heading(DRAFT, replace(SIGHT, second=0)))
    assert "Juga ke 2 grup chat" in render(heading(DRAFT, replace(SIGHT, chats=2)))
    own = replace(DRAFT, place="g1", chats=True)
    assert "Juga ke grup chat, tanpa nama." in render(heading(own, replace(SIGHT, chats=1)))
    assert "grup" not in render(heading(replace(own, chats=False), replace(SIGHT, chats=1)))


def test_who_tells_a_class_of_another_day_is_told_that_its_reminders_stay() -> None:
    moved = replace(DRAFT, texts=(("id", "Kelas pindah ke Rabu."),))
    of_class = replace(moved, audience=Audience(those=(Part(kind=PartKind.SESSION, id=7),)))
    assert "Jadwal kelasnya tidak ikut berubah." in render(heading(of_class, SIGHT))
    assert "Jadwal" not in render(heading(moved, SIGHT))
    assert "Jadwal" not in render(heading(replace(of_class, texts=DRAFT.texts), SIGHT))


def test_even_with_everything_in_it_one_message_holds_it() -> None:
    most = replace(SIGHT, left_out={"opted_out": 9, "no_account": 9}, second=2, quiet=True, chats=2)
    full = replace(most, on_whatsapp=300, outside=40, cost=None)
    assert len(render(heading(replace(DRAFT, file_id=1), full))) < 480


def test_without_anybody_to_get_it_or_to_agree_it_cannot_be_sent() -> None:
    assert can_go(DRAFT, SIGHT)
    for sight in (replace(SIGHT, reach=0), replace(SIGHT, second=0)):
        assert not can_go(DRAFT, sight)
        assert "now" not in {each.key for each in choices(DRAFT, sight)}
    assert can_go(replace(DRAFT, chats=True), replace(SIGHT, reach=0, chats=1))

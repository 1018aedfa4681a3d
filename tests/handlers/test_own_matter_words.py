"""The paper of her own data says her letters with offices in plain words, whatever became of them."""

from dataclasses import replace
from pathlib import Path

from bot.criteria_files import load_areas
from bot.render import render
from db.matter_notes import OwnNote
from db.own_matters import OwnMatters
from domain.facts import Facts
from domain.matters import Face, MessageKind, MoveState, NoteKind, Side, State
from domain.zones import WIB
from handlers.own_matter_words import FACES, FILES, MOVES, NOTES, WRITERS, lines_of
from tests.bot.test_contact_copies import AT_MS, MATTER

CRITERIA = Path(__file__).resolve().parents[2] / "criteria"
FACTS = Facts(sets={}, areas=load_areas(CRITERIA), bot_name="Teman Mandiri", demo=True)


def read(kept: OwnMatters) -> list[str]:
    return [render(line) for line in lines_of(kept, WIB, FACTS)]


def test_a_matter_reads_from_its_beginning_to_its_end() -> None:
    assert read(OwnMatters(matters=(MATTER,))) == [
        "Pesan AB23CD, Kantor Contoh. Mulai Selasa, 3 Februari 2026.",
        "Soal: Usaha.",
        "Ditutup Selasa, 3 Februari 2026: dibantu kantor lain.",
        "Kata Ibu: lumayan.",
        "Ibu minta dihubungi di luar chat ini.",
        "Selasa, 3 Februari 2026, jam 11.00 WIB, Ibu (diubah): Halo",
        "Selasa, 3 Februari 2026: mau diteruskan ke UPTD Contoh. Keadaannya: diterima.",
        "Yang dibawa: Tolong dibantu",
        "Langkah petugas, Selasa, 3 Februari 2026: telepon lagi",
        "Selasa, 3 Februari 2026, jam 11.00 WIB: petugas lain membuka pesan ini. Alasannya: petugas sakit",
    ]


def test_an_open_complaint_says_that_it_is_one_and_nothing_that_is_not_there() -> None:
    plain = replace(
        MATTER,
        complaint=True,
        topic="",
        state=State.OPEN,
        result="",
        face=Face.UNSAID,
        closed_ms=0,
        contact={"way": "phone", "phone": "0000-1111"},
        messages=(),
        moves=(),
        looks=(),
        steps=(),
    )
    assert read(OwnMatters(matters=(plain,))) == [
        "Keluhan AB23CD, Kantor Contoh. Mulai Selasa, 3 Februari 2026.",
        "Ibu minta dihubungi di nomor 0000-1111.",
    ]


def test_files_answers_and_what_was_taken_back_are_told_apart() -> None:
    (text,) = MATTER.messages
    said = (
        replace(text, side=Side.STAFF, edited=False, text="Baik"),
        replace(text, kind=MessageKind.PHOTO, edited=False, text="KTP saya"),
        replace(text, taken_back=True, text=""),
    )
    lines = read(OwnMatters(matters=(replace(MATTER, messages=said),)))
    assert [each.partition("WIB, ")[2] for each in lines if "WIB, " in each] == [
        "petugas: Baik",
        "Ibu: (foto) KTP saya",
        "Ibu: (pesan ditarik)",
    ]


def test_notes_cards_and_what_found_no_place_stand_at_the_end() -> None:
    note = OwnNote(organisation_id=1, kind=NoteKind.VISIT, made_ms=AT_MS, text="Rumahnya bersih")
    kept = OwnMatters(notes=(("Kantor Contoh", note),), older=3, cards=((AT_MS, "samarinda"), (AT_MS, "")))
    assert read(kept) == [
        "3 pesan yang lebih lama tidak muat di sini.",
        "Selasa, 3 Februari 2026, catatan Kantor Contoh (kunjungan): Rumahnya bersih",
        "Selasa, 3 Februari 2026: Ibu membuat kartu ajakan, Samarinda.",
        "Selasa, 3 Februari 2026: Ibu membuat kartu ajakan, tempat belum diisi.",
    ]


def test_nothing_has_no_word_for_it() -> None:
    assert set(WRITERS) == set(Side)
    assert set(FILES) == set(MessageKind) - {MessageKind.TEXT}
    assert set(FACES) == set(Face) - {Face.UNSAID}
    assert set(MOVES) == set(MoveState)
    assert set(NOTES) == set(NoteKind)

"""The paper of her own data says her courses in plain words, whatever became of them."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.render import render
from db.certificates import Certificate
from db.outcomes import OwnOutcome
from db.own_training import OwnCourse, OwnSession, OwnTraining
from domain.board import Side as PostSide
from domain.certificates import Body
from domain.certificates import State as PaperState
from domain.course_evaluations import Face as Judged
from domain.course_evaluations import Faces
from domain.courses import Part, Reply, Topic
from domain.moods import Face
from domain.skills import Side, Skill
from domain.training_outcomes import Answers, Business, Help, Income, Uses
from domain.zones import WIB, WITA
from handlers.own_training_words import (
    BUSINESS,
    FACES,
    HELP,
    INCOME,
    JUDGED,
    PAPERS,
    PARTS,
    REPLIES,
    USES,
    lines_of,
)

# Just before midnight in Jakarta, the next day in Makassar.
LATE_MS = int(datetime(2026, 2, 3, 16, 30, tzinfo=UTC).timestamp()) * 1000
COURSE = OwnCourse(
    code="AB23CD",
    title="Kue kering",
    giver="Kantor Contoh",
    place="Balai desa",
    zone=WITA,
    part=Part.LEFT,
    newcomer=True,
    since_ms=LATE_MS,
    left_why="Jamnya tidak pas",
    sessions=(
        OwnSession(start_ms=LATE_MS, came=True, reply=Reply.GOD_WILLING),
        OwnSession(start_ms=LATE_MS, came=False, reply=Reply.NO),
        OwnSession(start_ms=LATE_MS, came=True, reply=None),
        OwnSession(start_ms=LATE_MS, came=False, reply=None),
        OwnSession(start_ms=LATE_MS, came=None, reply=Reply.UNSURE),
    ),
    reminded=3,
    asked_ms=(LATE_MS,),
    company=True,
)
PAPER = Certificate(
    id=1,
    number="SM-7K4P-29",
    course_id=1,
    person_id=1,
    name="Siti (contoh)",
    body=Body(
        title="Kue kering",
        kind="skill",
        topic="kue_kering",
        place="Balai desa",
        giver="Kantor Contoh",
        first=date(2026, 2, 3),
        last=date(2026, 2, 24),
        sessions=4,
        given=date(2026, 2, 25),
        demo=True,
    ),
    version=1,
    state=PaperState.VALID,
    reason="",
)
TRAINING = OwnTraining(
    courses=(COURSE,),
    trained=("Menjahit",),
    certificates=(PAPER,),
    skills=(
        Skill(side=Side.CAN, topic=Topic.SEWING),
        Skill(side=Side.WANTS, topic=Topic.OTHER, words="merajut tas"),
    ),
    faces=((LATE_MS, Face.HEAVY),),
    evaluations=(("Kue kering", Faces(useful=Judged.GLAD, clear=Judged.SAD)),),
    outcomes=(
        OwnOutcome(title="Kue kering", month=0, answers=Answers(), at_ms=LATE_MS),
        OwnOutcome(
            title="Kue kering",
            month=3,
            answers=Answers(
                uses=Uses.OFTEN,
                income=Income.SAME,
                business=Business.HAS,
                help=(Help.MONEY, Help.BUYERS),
            ),
            at_ms=LATE_MS,
        ),
    ),
    posts=((LATE_MS, PostSide.CAN, "menjahit rok"), (LATE_MS, PostSide.NEEDS, "antar anak")),
)


def said(training: OwnTraining, zone: str = WIB) -> list[str]:
    return [render(line) for line in lines_of(training, zone)]


def test_a_course_is_told_on_the_clock_of_its_place() -> None:
    assert said(OwnTraining(courses=(COURSE,))) == [
        "Kelas Kue kering, Kantor Contoh, di Balai desa. Daftar Rabu, 4 Februari 2026. Keadaannya: sudah berhenti.",
        "Ibu bilang belum kenal peserta lain.",
        "Sebabnya berhenti: Jamnya tidak pas",
        "Rabu, 4 Februari 2026: hadir. Jawaban Ibu sebelumnya: insyaallah.",
        "Rabu, 4 Februari 2026: tidak tercatat hadir. Jawaban Ibu sebelumnya: tidak bisa.",
        "Rabu, 4 Februari 2026: hadir.",
        "Rabu, 4 Februari 2026: tidak tercatat hadir.",
        "Rabu, 4 Februari 2026, jawaban Ibu: belum tentu.",
        "Diingatkan 3 kali.",
        "Ibu saling menemani dengan peserta lain.",
        "Rabu, 4 Februari 2026: kabar Ibu ditanyakan.",
    ]


def test_what_became_of_it_is_told_as_she_said_it() -> None:
    assert said(replace(TRAINING, courses=())) == [
        "Ibu melatih di kelas Menjahit.",
        "Sertifikat SM-7K4P-29, kelas Kue kering, atas nama Siti (contoh): berlaku.",
        "Keterampilan Ibu: Menjahit.",
        "Ibu ingin belajar: merajut tas.",
        "Selasa, 3 Februari 2026, perasaan Ibu: berat.",
        "Kelas Kue kering, kata Ibu berguna: ya. Mudah dimengerti: belum. Nyaman: tidak menjawab.",
        "Sebelum kelas Kue kering:",
        "Ibu tidak menjawab.",
        "3 bulan sesudah kelas Kue kering:",
        "Ilmunya dipakai: sering.",
        "Uang masuk: sama.",
        "Usaha sendiri: punya.",
        "Yang bisa membantu: modal.",
        "Yang bisa membantu: pembeli.",
        "Selasa, 3 Februari 2026, di papan: saya bisa. menjahit rok",
        "Selasa, 3 Februari 2026, di papan: saya butuh bantuan. antar anak",
    ]


def test_a_paper_without_a_name_waits_for_one() -> None:
    granted = replace(PAPER, name="", state=PaperState.GRANTED)
    assert said(OwnTraining(certificates=(granted,))) == [
        "Sertifikat SM-7K4P-29, kelas Kue kering: menunggu nama."
    ]


def test_every_answer_has_its_word() -> None:
    for words, among in (
        (PARTS, Part),
        (REPLIES, Reply),
        (PAPERS, PaperState),
        (FACES, Face),
        (JUDGED, Judged),
        (USES, Uses),
        (INCOME, Income),
        (BUSINESS, Business),
        (HELP, Help),
    ):
        assert set(words) == set(among)

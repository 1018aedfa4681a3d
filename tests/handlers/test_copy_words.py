"""The words of her copy: everything there is, empty sections said so, and nobody else."""

from datetime import UTC, datetime

from bot.criteria_files import load_areas, load_sets
from bot.render import render
from db.consents import Consent
from db.data_readers import Reading
from db.own_data import Account, Case, Given, Membership, OwnData, Screening, Step
from db.screenings import SetResult
from domain.facts import Facts
from handlers.copy_words import introduction, sections_of, title
from tests.db.desk import CRITERIA
from tests.world import UEP

NOON = 1_770_091_200_000
FACTS = Facts(sets=load_sets(CRITERIA), areas=load_areas(CRITERIA), bot_name="Teman Mandiri", demo=False)
EMPTY = OwnData(
    name="",
    salutation="",
    area="",
    zone="Asia/Jakarta",
    since_ms=NOON,
    may_write=True,
    safe_hours=None,
    paused=False,
)


def consent() -> Consent:
    return Consent(
        id=1,
        person_id=1,
        organisation_id=1,
        purpose="screening",
        version="1",
        text="Boleh saya catat?",
        answer="yes",
        manner="spoken",
        helper_id=770077,
        at_ms=NOON,
    )


FULL = OwnData(
    name="Siti",
    salutation="Teteh",
    area="samarinda",
    zone="Asia/Makassar",
    since_ms=NOON,
    may_write=False,
    safe_hours=(600, 1440),
    paused=True,
    is_open=False,
    named="nobody",
    accounts=(
        Account(channel="telegram", address="4711", phone="own", language="id", made_ms=NOON),
        Account(channel="telegram", address="", phone="shared", language="id", made_ms=NOON),
    ),
    memberships=(
        Membership(role="member", place="Mentari", since_ms=NOON, until_ms=None),
        Membership(role="treasurer", place="Mentari", since_ms=NOON, until_ms=NOON),
    ),
    cases=(
        Case(
            code="ABC234",
            office="Kantor Contoh",
            kind="screening",
            state="ditetapkan",
            wants_person=True,
            helped=True,
            contact={"way": "phone", "from_min": 600, "to_min": 720, "phone": "080000000000"},
            made_ms=NOON,
            screenings=(
                Screening(
                    result=SetResult(
                        set_id=UEP,
                        set_version="1",
                        overall="cocok_awal",
                        priority=0,
                        is_example=True,
                        answers={"usia": 35, "kemauan": "unknown"},
                        levels={},
                        sources={},
                    ),
                    made_ms=NOON,
                ),
            ),
            steps=(
                Step(
                    state="ditetapkan",
                    at_ms=NOON,
                    reason="Sesuai syarat.",
                    sk_number="SK 12/2026",
                    sk_date="2026-02-03",
                    asked="Tolong lihat lagi.",
                ),
            ),
        ),
    ),
    consents=(Given(consent=consent(), place="Kantor Contoh"),),
    readings=(Reading(what="screening", role="worker", place="Kantor Contoh", times=1, last_ms=NOON),),
)


def words_of(kept: OwnData) -> str:
    return "\n".join(
        render(each) for section in sections_of(kept, FACTS) for each in (section.heading, *section.lines)
    )


def test_everything_that_is_kept_stands_in_it() -> None:
    words = words_of(FULL)
    for said in (
        "Nama: Siti.",
        "Panggilan: Teteh.",
        "Samarinda",
        "Jam aman: 10.00 sampai 23.59.",
        "Data Ibu sedang dijeda.",
        "Kami tidak menulis lebih dulu ke Ibu.",
        "Di HP Ibu kami hanya menulis bahwa ada kabar.",
        "petugas tidak bilang apa-apa.",
        "telegram: 4711.",
        "telegram, HP bersama.",
        "Anggota di Mentari, sejak",
        "Bendahara di Mentari, dari",
        "Permintaan ABC234",
        "Dihubungi lewat telepon, nomor 080000000000.",
        "Umur Ibu berapa tahun? Jawaban: 35.",
        "Jawaban: tidak menjawab.",
        "Sebabnya: Sesuai syarat.",
        "Nomor SK: SK 12/2026.",
        "Kata Ibu: Tolong lihat lagi.",
        "Cek bantuan, Kantor Contoh: boleh.",
        "Yang dibaca Ibu: Boleh saya catat?",
        "Petugas Kantor Contoh melihat jawaban Ibu",
    ):
        assert said in words
    assert "{" not in words


def test_the_helper_is_not_named() -> None:
    assert "Dijawab bersama kader." in words_of(FULL)
    assert "770077" not in words_of(FULL)


def test_what_is_empty_says_so() -> None:
    sections = sections_of(EMPTY, FACTS)
    assert all(section.lines for section in sections)
    assert sum(render(section.lines[0]) == "Tidak ada." for section in sections) == 8


def test_the_top_says_whose_when_and_what_of() -> None:
    made = datetime(2026, 2, 3, 4, 0, tzinfo=UTC)
    assert render(title(FULL)) == "Salinan data Siti"
    assert render(title(EMPTY)) == "Salinan data Ibu"
    assert render(introduction("", made)[0]) == "Isinya: semua data Ibu yang kami simpan."
    assert render(introduction("Kantor Contoh", made)[0]) == "Isinya: data Ibu yang disimpan Kantor Contoh."

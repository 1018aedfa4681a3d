"""The criteria files we ship: plain, sourced, marked as examples, and agreeing with one another."""

import re
from itertools import chain
from pathlib import Path

import pytest

from domain.criteria import CriteriaSet, Level, Role, parse_areas, parse_set
from domain.criteria.plain import SENTENCE_WORDS_GOAL, plain_faults, sentences, words
from domain.criteria.schema import StaffCheck

FOLDER = Path(__file__).parents[2] / "criteria"
SETS = {
    path.stem: parse_set(path.read_text(encoding="utf-8"), path.name)
    for path in sorted(FOLDER.glob("*.toml"))
    if path.name not in ("areas.toml", "loan_classes.toml")
}
AREAS = parse_areas((FOLDER / "areas.toml").read_text(encoding="utf-8"), "areas.toml")
EVERY_SET = pytest.mark.parametrize("one", SETS.values(), ids=list(SETS))
CHAT_CHARS_MAX = 500
OTHER_KEYS = "\n9 Bicara dengan petugas perempuan\n0 Lewati"


def shown_texts(one: CriteriaSet) -> list[str]:
    """Everything of a set that she can read."""
    criteria = [[c.question, c.why, c.help, *c.answer.labels, *c.text.values()] for c in one.criteria]
    return [
        one.title,
        one.aid.text,
        one.aid.limits,
        *chain.from_iterable(criteria),
        *(source.plain for source in one.sources.values()),
        *(outcome.text for outcome in one.outcomes.values()),
        *(text for document in one.documents for text in (document.text, document.help)),
        *(step.text for step in one.steps),
        *(route.text for route in one.routes.values()),
    ]


def test_there_are_the_three_sets_of_the_sources():
    assert {key: len(one.criteria) for key, one in SETS.items()} == {
        "kaltim-uep-2023": 11,
        "kota-batu-wrse": 12,
        "prse-permensos-8-2012": 4,
    }


@EVERY_SET
def test_every_sentence_has_at_most_twelve_words(one):
    found = {sentence for text in shown_texts(one) for sentence in sentences(text)}
    assert [sentence for sentence in found if len(words(sentence)) > SENTENCE_WORDS_GOAL] == []


@EVERY_SET
def test_every_text_is_plain(one):
    assert [(text, plain_faults(text)) for text in shown_texts(one) if plain_faults(text)] == []


@EVERY_SET
def test_every_question_fits_one_message_with_its_reason_and_its_numbered_answers(one):
    for criterion in one.criteria:
        labels = "".join(f"\n{place} {label}" for place, label in enumerate(criterion.answer.labels, 1))
        assert (
            len(f"Pertanyaan 3 dari 9. {criterion.question} {criterion.why}{labels}{OTHER_KEYS}")
            <= CHAT_CHARS_MAX
        )


@EVERY_SET
def test_a_result_promises_nothing(one):
    assert one.aid.limits == "Tempat terbatas, belum tentu dapat."
    for level in ("cocok_awal", "perlu_dicek", "belum_sesuai"):
        text = one.outcomes[level].text
        assert "Ini bukan keputusan." in text or "Ini bukan penolakan." in text
        assert "Petugas yang memutuskan." in text
        assert "menghubungi" not in text


@EVERY_SET
def test_no_set_is_confirmed_by_an_office(one):
    assert one.confirmed_by_office is False
    assert one.decision == "petugas"
    assert (FOLDER / f"{one.id}.toml").read_text(encoding="utf-8").startswith("# CONTOH.")


@EVERY_SET
def test_every_source_names_a_document_that_a_reader_can_find(one):
    for source in one.sources.values():
        assert re.search(r"\d{4}|penyusun berkas ini", source.cite)
        assert "seed" not in source.cite


@EVERY_SET
def test_every_set_stops_for_a_minor(one):
    guards = [criterion.guard for criterion in one.criteria if criterion.guard]
    assert [(guard.under, guard.action) for guard in guards] == [(18, "berhenti_dan_hubungkan_petugas")]


@pytest.mark.parametrize(
    "set_id, counting",
    [
        ("kaltim-uep-2023", 9),
        ("kota-batu-wrse", 5),
        ("prse-permensos-8-2012", 3),
    ],
)
def test_few_questions_count(set_id, counting):
    assert len(SETS[set_id].counting) == counting


@pytest.mark.parametrize(
    "set_id, against",
    [
        ("kaltim-uep-2023", {"wilayah", "penerima_pkh", "penerima_kube", "kemauan"}),
        ("kota-batu-wrse", {"wilayah", "usia", "pencari_nafkah"}),
        ("prse-permensos-8-2012", {"usia", "penghasilan_cukup"}),
    ],
)
def test_only_these_criteria_can_speak_against_her(set_id, against):
    can = {
        c.id for c in SETS[set_id].criteria if Level.BELUM_SESUAI in (*c.on.values(), *c.on_value.values())
    }
    assert can == against


def test_a_question_that_several_sets_share_is_put_in_the_same_words():
    asked = [(c.id, c.question, c.answer) for one in SETS.values() for c in one.criteria]
    for shared in ("usia", "status_keluarga", "pencari_nafkah", "penghasilan_cukup"):
        assert len({(question, answer) for key, question, answer in asked if key == shared}) == 1


def test_family_and_money_questions_are_sensitive():
    for one in SETS.values():
        sensitive = {criterion.id for criterion in one.criteria if criterion.sensitive}
        assert sensitive == {"status_keluarga", "penghasilan_cukup", "penghasilan_kisaran"} & {
            criterion.id for criterion in one.criteria
        }


def test_no_help_is_handed_over_before_the_training_in_kalimantan_timur():
    steps = SETS["kaltim-uep-2023"].steps
    assert [step.state for step in steps if step.blocks_next] == ["bimtek"]
    assert [step.state for step in steps][3:5] == ["bimtek", "diserahkan"]


def test_the_areas_are_those_of_the_five_sources():
    by_province = {
        province: sum(a.province == province for a in AREAS) for province in {a.province for a in AREAS}
    }
    assert by_province == {
        "Kalimantan Timur": 10,
        "Jawa Timur": 3,
        "Jawa Barat": 1,
        "Nusa Tenggara Timur": 1,
        "": 1,
    }
    assert {area.zone for area in AREAS if area.province in ("Kalimantan Timur", "Nusa Tenggara Timur")} == {
        "Asia/Makassar"
    }
    assert {area.zone for area in AREAS if area.province in ("Jawa Timur", "Jawa Barat")} == {"Asia/Jakarta"}


@pytest.mark.parametrize(
    "set_id, province", [("kaltim-uep-2023", "Kalimantan Timur"), ("kota-batu-wrse", "Jawa Timur")]
)
def test_every_area_of_a_set_is_one_of_its_answers(set_id, province):
    wilayah = SETS[set_id].get("wilayah")
    inside = {option for option in wilayah.answer.options if option not in wilayah.rule.values}
    assert inside == {area.key for area in AREAS if area.province == province}


def test_only_the_worker_looks_into_the_official_lists():
    checked = [c for one in SETS.values() for c in one.criteria if c.role is Role.VERIFIKASI]
    looked_up = StaffCheck(lists=("DTSEN", "DTKS", "P3KE"), mode="any", max_desil=4)
    assert [(c.id, c.staff_check) for c in checked] == [("data_terpadu", looked_up)]

"""Which question comes next over several sets, and what the area answers beforehand."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.criteria import (
    UNKNOWN,
    AnswerError,
    Plan,
    Value,
    answers_for,
    evaluate,
    parse_areas,
    parse_set,
    plan,
    prefill,
    prefill_all,
    sets_for_area,
)

FOLDER = Path(__file__).parents[2] / "criteria"


def load(key: str):
    return parse_set((FOLDER / f"{key}.toml").read_text(encoding="utf-8"), f"{key}.toml")


KALTIM, BATU, PRSE = load("kaltim-uep-2023"), load("kota-batu-wrse"), load("prse-permensos-8-2012")
ALL = (KALTIM, BATU, PRSE)
AREAS = {
    area.key: area for area in parse_areas((FOLDER / "areas.toml").read_text(encoding="utf-8"), "areas.toml")
}


def next_place(made: Plan) -> tuple[str, int, int]:
    assert made.next is not None
    return made.next.key, made.next.number, made.next.total


def keys(questions) -> list[str]:
    return [question.key for question in questions]


@pytest.mark.parametrize(
    "sets, counting, offered",
    [
        ([PRSE], ["usia", "pencari_nafkah", "penghasilan_cukup"], ["status_keluarga"]),
        (
            [BATU],
            ["wilayah", "usia", "status_keluarga", "pencari_nafkah", "penghasilan_cukup"],
            [
                "penghasilan_kisaran",
                "tanggungan",
                "pendidikan",
                "pekerjaan",
                "bantuan_lain",
                "minat_pelatihan",
                "hambatan",
            ],
        ),
        (
            [KALTIM, PRSE],
            [
                "wilayah",
                "usia",
                "pencari_nafkah",
                "penghasilan_cukup",
                "data_terpadu",
                "penerima_pkh",
                "penerima_kube",
                "kemauan",
                "keterampilan",
            ],
            ["status_keluarga", "punya_usaha"],
        ),
    ],
)
def test_counting_questions_come_first_and_shared_ones_once(sets, counting, offered):
    made = plan(sets, {})
    assert keys(made.counting) == counting
    assert keys(made.offered) == offered
    assert [question.counts for question in (*made.counting, *made.offered)] == [True] * len(counting) + [
        False
    ] * len(offered)


def test_questions_are_numbered_over_all_sets_and_the_numbers_stay():
    numbers = [(q.key, q.number, q.total) for q in plan([BATU], {}).counting]
    assert numbers == [
        ("wilayah", 1, 5),
        ("usia", 2, 5),
        ("status_keluarga", 3, 5),
        ("pencari_nafkah", 4, 5),
        ("penghasilan_cukup", 5, 5),
    ]
    later = plan([BATU], {"wilayah": "junrejo", "usia": 40})
    assert next_place(later) == ("status_keluarga", 3, 5)


def test_the_area_is_neither_asked_nor_numbered_again():
    sets = sets_for_area(ALL, AREAS["samarinda"])
    made = plan(sets, {}, given=prefill_all(sets, AREAS["samarinda"]))
    assert "wilayah" not in keys(made.counting)
    assert next_place(made) == ("usia", 1, 8)


def test_a_question_that_counts_for_one_set_is_a_counting_question():
    [family] = [q for q in plan([PRSE, BATU], {}).counting if q.criterion.id == "status_keluarga"]
    assert (family.set_ids, family.counts, family.sensitive) == ((PRSE.id, BATU.id), True, True)
    assert family.criterion.why == BATU.find("status_keluarga").why


def test_the_same_name_with_other_answers_is_another_question():
    places = [q for q in plan([KALTIM, BATU], {}).counting if q.criterion.id == "wilayah"]
    assert keys(places) == ["kaltim-uep-2023/wilayah", "kota-batu-wrse/wilayah"]
    answers: dict[str, Value] = {
        "kaltim-uep-2023/wilayah": "samarinda",
        "kota-batu-wrse/wilayah": "luar_kota_batu",
        "usia": 30,
    }
    assert answers_for([KALTIM, BATU], KALTIM, answers) == {"wilayah": "samarinda", "usia": 30}
    assert answers_for([KALTIM, BATU], BATU, answers) == {"wilayah": "luar_kota_batu", "usia": 30}


def test_other_words_are_another_question_and_its_key_does_not_depend_on_the_order_of_the_sets():
    worded = replace(PRSE.get("usia"), question="Ibu lahir tahun berapa?")
    other = replace(PRSE, criteria=(worded, *PRSE.criteria[1:]))
    for sets in ([KALTIM, BATU, other], [other, BATU, KALTIM]):
        ages = {q.key: set(q.set_ids) for q in plan(sets, {}).counting if q.criterion.id == "usia"}
        assert ages == {"kaltim-uep-2023/usia": {KALTIM.id, BATU.id}, "prse-permensos-8-2012/usia": {PRSE.id}}


@pytest.mark.parametrize("age, stops", [(17, True), (10, True), (18, False), (UNKNOWN, False)])
def test_it_stops_at_once_for_a_minor(age, stops):
    made = plan([KALTIM, PRSE], {"wilayah": "berau", "usia": age})
    assert (made.guard is not None) is stops
    assert (made.next is None) is stops
    assert (made.offers == ()) is stops
    assert not made.is_complete


def test_skipping_is_an_answer():
    answers: dict[str, Value] = {}
    made = plan([BATU], answers)
    while made.next:
        answers[made.next.key] = UNKNOWN
        made = plan([BATU], answers)
    assert made.is_complete
    assert evaluate(BATU, answers).overall == "perlu_dicek"
    assert len(made.offers) == 7
    assert len(plan([BATU], {**answers, "tanggungan": 9}).offers) == 6


def test_an_answer_that_does_not_fit_is_named():
    with pytest.raises(AnswerError, match="usia"):
        plan([BATU], {"usia": "tua"})


@pytest.mark.parametrize(
    "area, sets",
    [
        ("samarinda", [KALTIM, PRSE]),
        ("penajam_paser_utara", [KALTIM, PRSE]),
        ("junrejo", [BATU, PRSE]),
        ("batu", [BATU, PRSE]),
        ("purwakarta", [PRSE]),
        ("kupang", [PRSE]),
        ("lain", [PRSE]),
    ],
)
def test_the_area_chooses_the_sets(area, sets):
    assert sets_for_area(ALL, AREAS[area]) == tuple(sets)


@pytest.mark.parametrize(
    "criteria_set, area, filled",
    [
        (KALTIM, "samarinda", {"wilayah": "samarinda"}),
        (KALTIM, "junrejo", {"wilayah": "lain"}),
        (KALTIM, "lain", {"wilayah": "lain"}),
        (BATU, "bumiaji", {"wilayah": "bumiaji"}),
        (BATU, "batu", {"wilayah": "batu"}),
        (BATU, "samarinda", {"wilayah": "luar_kota_batu"}),
        (BATU, "lain", {"wilayah": "luar_kota_batu"}),
        (PRSE, "junrejo", {}),
    ],
)
def test_the_area_answers_each_sets_own_question(criteria_set, area, filled):
    assert prefill(criteria_set, AREAS[area]) == filled


def test_the_area_answers_all_sets_without_mixing_them_up():
    assert prefill_all(ALL, AREAS["samarinda"]) == {
        "kaltim-uep-2023/wilayah": "samarinda",
        "kota-batu-wrse/wilayah": "luar_kota_batu",
    }


def test_an_area_that_the_set_does_not_list_leaves_the_question_open():
    city = AREAS["junrejo"]
    unlisted = type(city)(key="oro_oro", label="Oro", province=city.province, city=city.city, zone=city.zone)
    assert prefill(BATU, unlisted) == {}


@given(st.lists(st.sampled_from(ALL), min_size=1, unique_by=lambda one: one.id), st.data())
def test_going_through_the_plan_answers_every_counting_question_of_every_set(sets, data):
    answers: dict[str, Value] = {}
    made = plan(sets, answers)
    asked = []
    while made.next:
        asked.append(made.next.number)
        shape = made.next.criterion.answer
        grown = st.integers(18, shape.max)
        kinds = {"integer": grown, "choice": st.sampled_from(shape.options or ("",))}
        several = st.lists(st.sampled_from(shape.options or ("",)), min_size=1, unique=True)
        answers[made.next.key] = data.draw(st.one_of(st.just(UNKNOWN), kinds.get(shape.type, several)))
        made = plan(sets, answers)
    assert asked == list(range(1, len(made.counting) + 1))
    for one in sets:
        assert evaluate(one, answers_for(sets, one, answers)).overall != "belum_lengkap"

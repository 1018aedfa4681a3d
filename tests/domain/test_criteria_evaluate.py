"""What answers mean: every answer of every set, the overall result, and the laws that no answer can break."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.criteria import UNKNOWN, AnswerError, Level, Overall, Role, Value, evaluate, parse_set

FOLDER = Path(__file__).parents[2] / "criteria"
KALTIM, BATU, PRSE = "kaltim-uep-2023", "kota-batu-wrse", "prse-permensos-8-2012"
SETS = {
    key: parse_set((FOLDER / f"{key}.toml").read_text(encoding="utf-8"), f"{key}.toml")
    for key in (KALTIM, BATU, PRSE)
}
GUARD = "berhenti_dan_hubungkan_petugas"
S, C, B = Level.SESUAI, Level.PERLU_DICEK, Level.BELUM_SESUAI

FITTING: dict[str, dict[str, Value]] = {
    KALTIM: {
        "wilayah": "samarinda",
        "usia": 34,
        "pencari_nafkah": "saya",
        "penghasilan_cukup": "tidak_cukup",
        "data_terpadu": "ya",
        "penerima_pkh": "tidak",
        "penerima_kube": "tidak",
        "kemauan": "mau",
        "keterampilan": ["menjahit"],
    },
    BATU: {
        "wilayah": "junrejo",
        "usia": 34,
        "status_keluarga": "suami_meninggal",
        "pencari_nafkah": "saya",
        "penghasilan_cukup": "kadang_cukup",
    },
    PRSE: {"usia": 34, "pencari_nafkah": "saya", "penghasilan_cukup": "tidak_cukup"},
}

# Every criterion with every kind of answer, written down by hand from the rules: set, criterion, {answer: level}.
LEVELS: list[tuple[str, str, dict[int | str | tuple[str, ...], Level]]] = [
    (KALTIM, "wilayah", {"samarinda": S, "mahakam_ulu": S, "paser": S, "lain": B, UNKNOWN: C}),
    (KALTIM, "usia", {18: S, 59: S, 60: C, 61: C, 110: C, UNKNOWN: C}),
    (KALTIM, "status_keluarga", {"menikah_serumah": S, "cerai": S, UNKNOWN: S}),
    (KALTIM, "pencari_nafkah", {"saya": S, "berdua": C, "orang_lain": C, UNKNOWN: C}),
    (KALTIM, "penghasilan_cukup", {"tidak_cukup": S, "kadang_cukup": S, "cukup": C, UNKNOWN: C}),
    (KALTIM, "data_terpadu", {"ya": S, "tidak": C, UNKNOWN: C}),
    (KALTIM, "penerima_pkh", {"tidak": S, "ya": B, UNKNOWN: C}),
    (KALTIM, "penerima_kube", {"tidak": S, "ya": B, UNKNOWN: C}),
    (KALTIM, "punya_usaha", {"belum": S, "sudah": S, UNKNOWN: S}),
    (KALTIM, "kemauan", {"mau": S, "belum_yakin": C, "tidak": B, UNKNOWN: C}),
    (
        KALTIM,
        "keterampilan",
        {("menjahit",): S, ("belum_ada", "jasa"): S, ("belum_ada",): C, (): C, UNKNOWN: C},
    ),
    (BATU, "wilayah", {"junrejo": S, "batu": S, "bumiaji": S, "luar_kota_batu": B, UNKNOWN: C}),
    (BATU, "usia", {18: S, 59: S, 60: B, UNKNOWN: C}),
    (
        BATU,
        "status_keluarga",
        {
            "belum_menikah": S,
            "menikah_serumah": C,
            "menikah_terpisah": S,
            "suami_pergi_tanpa_kabar": S,
            "cerai": S,
            "suami_meninggal": S,
            UNKNOWN: C,
        },
    ),
    (BATU, "pencari_nafkah", {"saya": S, "berdua": C, "orang_lain": B, UNKNOWN: C}),
    (BATU, "penghasilan_cukup", {"tidak_cukup": S, "kadang_cukup": S, "cukup": C, UNKNOWN: C}),
    (BATU, "penghasilan_kisaran", {"gt_2jt": S, UNKNOWN: S}),
    (BATU, "tanggungan", {0: S, 9: S, 20: S, UNKNOWN: S}),
    (BATU, "pendidikan", {"lebih": S, UNKNOWN: S}),
    (BATU, "pekerjaan", {"belum_bekerja": S, UNKNOWN: S}),
    (BATU, "bantuan_lain", {("pkh", "blt"): S, ("belum_pernah",): S, UNKNOWN: S}),
    (BATU, "minat_pelatihan", {("batik",): S, UNKNOWN: S}),
    (BATU, "hambatan", {("anak", "modal"): S, UNKNOWN: S}),
    (PRSE, "usia", {18: S, 59: S, 60: B, UNKNOWN: C}),
    (PRSE, "status_keluarga", {"menikah_serumah": S, "suami_pergi_tanpa_kabar": S, UNKNOWN: S}),
    (PRSE, "pencari_nafkah", {"saya": S, "berdua": C, "orang_lain": C, UNKNOWN: C}),
    (PRSE, "penghasilan_cukup", {"tidak_cukup": S, "kadang_cukup": S, "cukup": B, UNKNOWN: C}),
]
OVERALL_OF = {S: "cocok_awal", C: "perlu_dicek", B: "belum_sesuai"}


def test_the_table_holds_every_criterion():
    assert [(key, one) for key, one, _ in LEVELS] == [
        (key, c.id) for key, one in SETS.items() for c in one.criteria
    ]


@pytest.mark.parametrize(
    "set_id, criterion, answer, level",
    [
        (set_id, criterion, answer, level)
        for set_id, criterion, row in LEVELS
        for answer, level in row.items()
    ],
)
def test_one_answer_gives_its_level_and_decides_alone_when_all_others_fit(set_id, criterion, answer, level):
    given_answer = list(answer) if isinstance(answer, tuple) else answer
    evaluation = evaluate(SETS[set_id], {**FITTING[set_id], criterion: given_answer})
    assert evaluation.levels[criterion] == level
    assert {one for key, one in evaluation.levels.items() if key != criterion} == {S}
    counts = SETS[set_id].get(criterion).counts
    assert evaluation.overall == (OVERALL_OF[level] if counts else "cocok_awal")


@pytest.mark.parametrize(
    "changed, overall, counts",
    [
        ({}, "cocok_awal", (0, 0)),
        ({"usia": UNKNOWN, "data_terpadu": "tidak"}, "perlu_dicek", (2, 0)),
        ({"penerima_pkh": "ya"}, "belum_sesuai", (0, 1)),
        ({"penerima_pkh": "ya", "penerima_kube": "ya", "usia": 70}, "belum_sesuai", (1, 2)),
        ({"kemauan": None}, "belum_lengkap", (0, 0)),
        ({"kemauan": None, "penerima_pkh": "ya"}, "belum_lengkap", (0, 1)),
        ({"data_terpadu": None}, "belum_lengkap", (0, 0)),
        ({"usia": 17}, GUARD, (0, 0)),
        ({"usia": 10, "kemauan": None}, GUARD, (0, 0)),
        ({"usia": 17, "penerima_pkh": "ya"}, GUARD, (0, 0)),
    ],
)
def test_the_overall_is_the_first_that_matches(changed, overall, counts):
    answers = {key: value for key, value in {**FITTING[KALTIM], **changed}.items() if value is not None}
    evaluation = evaluate(SETS[KALTIM], answers)
    assert evaluation.overall == overall
    assert (len(evaluation.at(C)), len(evaluation.at(B))) == counts


@pytest.mark.parametrize("set_id", list(SETS))
def test_without_an_answer_nothing_is_complete(set_id):
    evaluation = evaluate(SETS[set_id], {})
    assert evaluation.overall == "belum_lengkap"
    assert evaluation.levels == {}
    assert evaluation.missing == tuple(criterion.id for criterion in SETS[set_id].counting)


@pytest.mark.parametrize("set_id", list(SETS))
@pytest.mark.parametrize("age", [10, 17])
def test_of_a_minor_nothing_is_judged(set_id, age):
    evaluation = evaluate(SETS[set_id], {**FITTING[set_id], "usia": age})
    assert (evaluation.overall, evaluation.levels, evaluation.missing) == (GUARD, {}, ())
    assert (evaluation.routes, evaluation.marks) == ((), ())
    assert evaluation.outcome is None
    assert evaluation.guard is not None
    assert "Pasal 25" in evaluation.guard.reason


@pytest.mark.parametrize(
    "set_id, changed, routes",
    [
        (KALTIM, {}, []),
        (KALTIM, {"penerima_pkh": "ya"}, ["pena"]),
        (KALTIM, {"penerima_pkh": UNKNOWN}, []),
        (KALTIM, {"wilayah": "lain"}, ["dinsos_setempat"]),
        (KALTIM, {"wilayah": UNKNOWN}, []),
        (KALTIM, {"usia": 59}, []),
        (KALTIM, {"usia": 60}, ["layanan_lansia"]),
        (KALTIM, {"usia": UNKNOWN}, []),
        (BATU, {"usia": 60}, ["layanan_lansia"]),
        (BATU, {"pencari_nafkah": "orang_lain"}, ["petugas"]),
        (BATU, {"pencari_nafkah": "berdua"}, []),
        (PRSE, {"usia": 75, "penghasilan_cukup": "cukup"}, ["layanan_lansia", "petugas"]),
        (
            KALTIM,
            {"wilayah": "lain", "usia": 62, "penerima_pkh": "ya"},
            ["dinsos_setempat", "layanan_lansia", "pena"],
        ),
    ],
)
def test_other_help_is_named_where_the_rule_itself_said_no(set_id, changed, routes):
    evaluation = evaluate(SETS[set_id], {**FITTING[set_id], **changed})
    assert [route.id for route in evaluation.routes] == routes


def test_age_over_59_is_checked_in_kalimantan_timur_and_does_not_fit_in_kota_batu():
    levels = {key: evaluate(SETS[key], {**FITTING[key], "usia": 63}) for key in (KALTIM, BATU)}
    assert {key: one.levels["usia"] for key, one in levels.items()} == {KALTIM: C, BATU: B}
    assert {route.id for one in levels.values() for route in one.routes} == {"layanan_lansia"}


@pytest.mark.parametrize("answer, points", [("belum", 1), ("sudah", 0), (UNKNOWN, 0)])
def test_priority_is_kept_apart_from_the_result(answer, points):
    evaluation = evaluate(SETS[KALTIM], {**FITTING[KALTIM], "punya_usaha": answer})
    assert (evaluation.overall, evaluation.priority_points) == ("cocok_awal", points)


@pytest.mark.parametrize(
    "answer, marks", [("suami_pergi_tanpa_kabar", ("kriteria_b",)), ("cerai", ()), (UNKNOWN, ())]
)
def test_a_mark_is_for_the_worker_and_changes_nothing(answer, marks):
    evaluation = evaluate(SETS[PRSE], {**FITTING[PRSE], "status_keluarga": answer})
    assert (evaluation.overall, evaluation.marks) == ("cocok_awal", marks)


def test_each_finding_has_its_reason_and_its_source():
    evaluation = evaluate(SETS[KALTIM], {**FITTING[KALTIM], "penerima_pkh": "ya", "data_terpadu": UNKNOWN})
    found = {finding.criterion.id: finding for finding in evaluation.findings}
    assert found["penerima_pkh"].reason.startswith("Bantuan ini untuk yang tidak menerima PKH.")
    assert found["data_terpadu"].reason.startswith("Petugas akan mengecek nama Ibu")
    assert found["usia"].reason == ""
    assert "40.9/33/DS.V/2023" in found["penerima_pkh"].source.cite
    assert evaluation.outcome_text.startswith("Ada 1 syarat yang belum cocok.")
    assert evaluation.outcome is not None
    assert evaluation.outcome.next == "rujukan"


@pytest.mark.parametrize(
    "changed, start",
    [
        ({}, "Jawaban Ibu cocok"),
        ({"usia": UNKNOWN, "kemauan": UNKNOWN}, "Ada 2 hal"),
        ({"kemauan": "tidak", "usia": UNKNOWN}, "Ada 1 syarat"),
    ],
)
def test_the_text_counts_what_it_speaks_of(changed, start):
    text = evaluate(SETS[KALTIM], {**FITTING[KALTIM], **changed}).outcome_text
    assert text.startswith(start)
    assert "{" not in text


@pytest.mark.parametrize(
    "answers, named, allowed",
    [
        ({"usia": "34"}, "usia", "a whole number from 10 to 110"),
        ({"usia": 34.0}, "usia", "a whole number"),
        ({"usia": True}, "usia", "a whole number"),
        ({"usia": 9}, "usia", "10 to 110"),
        ({"usia": 111}, "usia", "10 to 110"),
        ({"usia": None}, "usia", "a whole number"),
        ({"usia": [34]}, "usia", "a whole number"),
        ({"kemauan": "boleh"}, "kemauan", '"mau", "belum_yakin", "tidak", or "unknown"'),
        ({"kemauan": ["mau"]}, "kemauan", "one of"),
        ({"kemauan": "Mau"}, "kemauan", "one of"),
        ({"kemauan": ""}, "kemauan", "one of"),
        ({"keterampilan": "menjahit"}, "keterampilan", "a list of"),
        ({"keterampilan": ["menjahit", "terbang"]}, "keterampilan", "a list of"),
        ({"keterampilan": [UNKNOWN]}, "keterampilan", "a list of"),
        ({"keterampilan": [["menjahit"]]}, "keterampilan", "a list of"),
        ({"keterampilan": {"menjahit": True}}, "keterampilan", "a list of"),
        ({"umur": 34}, "umur", "kaltim-uep-2023 asks only wilayah, usia"),
        ({"tanggungan": 3}, "tanggungan", "asks only"),
    ],
)
def test_an_answer_that_does_not_fit_is_named_with_what_is_allowed(answers, named, allowed):
    with pytest.raises(AnswerError) as caught:
        evaluate(SETS[KALTIM], answers)
    [fault] = caught.value.faults
    assert fault.criterion == named
    assert allowed in str(caught.value)


def test_all_answers_that_do_not_fit_are_named_at_once():
    with pytest.raises(AnswerError) as caught:
        evaluate(SETS[KALTIM], {"usia": "tua", "kemauan": 1, "umur": 3, "wilayah": "samarinda"})
    assert [fault.criterion for fault in caught.value.faults] == ["usia", "kemauan", "umur"]


def test_true_is_not_one_dependant():
    with pytest.raises(AnswerError):
        evaluate(SETS[BATU], {"tanggungan": True})


def test_a_criterion_that_does_not_count_changes_nothing_whatever_its_level():
    """The loader refuses such a file; the result does not lean on that."""
    criteria = tuple(
        replace(one, role=Role.INFO) if one.id == "penerima_pkh" else one for one in SETS[KALTIM].criteria
    )
    evaluation = evaluate(replace(SETS[KALTIM], criteria=criteria), {**FITTING[KALTIM], "penerima_pkh": "ya"})
    assert (evaluation.levels["penerima_pkh"], evaluation.overall) == (B, "cocok_awal")


def answer_to(criterion) -> st.SearchStrategy:
    shape = criterion.answer
    if shape.type == "integer":
        lowest = criterion.guard.under if criterion.guard else shape.min
        return st.integers(lowest, shape.max)
    if shape.type == "choice":
        return st.sampled_from(shape.options)
    return st.lists(st.sampled_from(shape.options), unique=True)


@st.composite
def answered(draw, unknown: bool = True):
    """A set and some answers of a grown woman to it."""
    one = SETS[draw(st.sampled_from(list(SETS)))]
    answers = {}
    for criterion in draw(st.permutations(one.criteria)):
        if draw(st.booleans()) or not unknown:
            kinds = [answer_to(criterion)] + ([st.just(UNKNOWN)] if unknown else [])
            answers[criterion.id] = draw(st.one_of(kinds))
    return one, answers


@given(answered())
def test_not_knowing_never_speaks_against_her(case):
    one, answers = case
    evaluation = evaluate(one, answers)
    assert all(evaluation.levels[key] != B for key, value in answers.items() if value == UNKNOWN)
    # Turning any answer into "unknown" can only take something out of what speaks against her.
    for key in answers:
        other = evaluate(one, {**answers, key: UNKNOWN})
        assert {f.criterion.id for f in other.at(B)} <= {f.criterion.id for f in evaluation.at(B)} - {key}


@given(answered())
def test_info_and_priority_never_change_the_overall(case):
    one, answers = case
    counting = {key: value for key, value in answers.items() if one.get(key).counts}
    assert evaluate(one, answers).overall == evaluate(one, counting).overall


@given(answered(), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(case, shuffler: random.Random):
    one, answers = case
    keys = list(answers)
    shuffler.shuffle(keys)
    assert evaluate(one, {key: answers[key] for key in keys}) == evaluate(one, answers)


@given(answered())
def test_the_overall_follows_from_the_counting_levels_alone(case):
    one, answers = case
    evaluation = evaluate(one, answers)
    levels = [level for key, level in evaluation.levels.items() if one.get(key).counts]
    if any(criterion.id not in answers for criterion in one.counting):
        expected = Overall.BELUM_LENGKAP
    elif B in levels:
        expected = Overall.BELUM_SESUAI
    else:
        expected = Overall.PERLU_DICEK if C in levels else Overall.COCOK_AWAL
    assert evaluation.overall == expected
    assert set(evaluation.levels) == set(answers)


@given(answered(), st.integers(10, 17))
def test_no_other_answer_lets_a_minor_be_judged(case, age):
    one, answers = case
    assert evaluate(one, {**answers, "usia": age}).overall == GUARD

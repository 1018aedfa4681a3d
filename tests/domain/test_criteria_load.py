"""A broken criteria file is refused with every mistake, each with its place and its remedy."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.criteria import CriteriaError, parse_areas, parse_set
from domain.criteria.fields import FILE_CHARS_MAX

FOLDER = Path(__file__).parents[2] / "criteria"
FILES = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.toml"))}

SOUND = """
schema = "kriteria/1"
id = "contoh"
version = "1"
title = "Bantuan contoh"
title_staff = "Contoh"
language = "id"
timezone = "Asia/Jakarta"
region = { province = "Jawa Barat" }
decision = "petugas"
confirmed_by_office = false
valid_from = "2026"
valid_until = ""
[sources.sk]
cite = "SK 1/2026"
plain = "Ini contoh."
[aid]
kind = "barang"
text = "Barang."
limits = "Tempat terbatas, belum tentu dapat."
source = "sk"
[outcome.cocok_awal]
rank = 3
text = "Cocok."
next = "berkas"
[outcome.perlu_dicek]
rank = 2
text = "Ada {n} hal."
next = "berkas"
[outcome.belum_sesuai]
rank = 1
text = "Ada {n} syarat."
next = "rujukan"
[outcome.belum_lengkap]
rank = 0
text = "Belum selesai."
next = "lanjut"
[[criterion]]
id = "usia"
order = 10
role = "wajib"
question = "Umur Ibu?"
why = "Ada syarat umur."
answer = { type = "integer", min = 10, max = 110 }
rule = { op = "between", min = 18, max = 59 }
on = { true = "sesuai", false = "perlu_dicek", unknown = "perlu_dicek" }
text.perlu_dicek = "Petugas memeriksa."
guard = { under = 18, action = "berhenti_dan_hubungkan_petugas", reason = "anak" }
route.over_59 = "lansia"
source = "sk"
[[criterion]]
id = "mau"
order = 20
role = "wajib"
question = "Ibu mau?"
why = "Perlu mau."
answer = { type = "choice", options = ["mau", "ragu", "tidak"], labels = ["Mau", "Ragu", "Tidak"] }
rule = { op = "in", values = ["mau"] }
on = { true = "sesuai", false = "belum_sesuai", unknown = "perlu_dicek" }
on_value = { ragu = "perlu_dicek" }
text.belum_sesuai = "Perlu mau."
text.perlu_dicek = "Tidak apa-apa."
marks = { ragu = "perlu_teman" }
source = "sk"
[[criterion]]
id = "usaha"
order = 30
role = "diutamakan"
question = "Sudah punya usaha?"
why = "Ada yang didahulukan."
answer = { type = "choice", options = ["belum", "sudah"], labels = ["Belum", "Sudah"] }
rule = { op = "in", values = ["belum"] }
on = { true = "sesuai", false = "sesuai", unknown = "sesuai" }
priority = { when = "belum", points = 1 }
source = "sk"
[[criterion]]
id = "bisa"
order = 40
role = "verifikasi"
question = "Ibu bisa apa?"
why = "Supaya cocok."
answer = { type = "multi_choice", options = ["masak", "belum_ada"], labels = ["Memasak", "Belum ada"] }
rule = { op = "not_only", values = ["belum_ada"] }
on = { true = "sesuai", false = "perlu_dicek", unknown = "perlu_dicek" }
text.perlu_dicek = "Ada bimbingan."
staff_check = { lists = ["DTSEN"], mode = "any", max_desil = 4 }
source = "sk"
[[document]]
id = "fc_kk"
required = true
text = "Fotokopi Kartu Keluarga (KK)."
help = "Bawa ke petugas."
source = "sk"
[[step]]
n = 1
actor = "petugas"
text = "Petugas memeriksa."
state = "pendataan"
source = "sk"
[route.lansia]
text = "Ada layanan lain."
source = "sk"
"""

# (what is written, what stands there instead, the place of the fault, a piece of its text)
FAULTS = [
    ('schema = "kriteria/1"', 'schema = "kriteria/2"', "top", "schema 'kriteria/2' is unknown"),
    ('id = "contoh"', 'id = "lain"', "top", "is not the file's name"),
    ('id = "contoh"', 'id = "Contoh"', "top", "is not a key"),
    ('version = "1"', "version = 1", "top", "version is not a text"),
    ('version = "1"', "", "top", "version is missing"),
    ('title = "Bantuan contoh"', 'title = ""', "top", "title is empty"),
    ('title = "Bantuan contoh"', f'title = "{"a" * 73}"', "top", "73 characters"),
    ('language = "id"', 'language = "en"', "top", "language 'en' is unknown"),
    ('"Asia/Jakarta"', '"Asia/Bandung"', "top", "timezone 'Asia/Bandung' is unknown"),
    ('decision = "petugas"', 'decision = "program"', "top", "decision 'program' is unknown"),
    ("confirmed_by_office = false", 'confirmed_by_office = "tidak"', "top", "is not true or false"),
    ("confirmed_by_office = false", "", "top", "confirmed_by_office is missing"),
    ('valid_from = "2026"', 'valid_from = "tahun 2026"', "top", "is not a date"),
    ('valid_from = "2026"', 'valid_from = "2026-13"', "top", "is not a date"),
    ('valid_from = "2026"', "", "top", "valid_from is missing"),
    ('valid_until = ""', 'valid_until = "2025"', "top", "valid_until is before valid_from"),
    ('{ province = "Jawa Barat" }', '{ city = "Kota Batu" }', "region", "neither a country nor a province"),
    ('{ province = "Jawa Barat" }', '{ country = "ID", province = "Bali" }', "region", "neither a country"),
    ('cite = "SK 1/2026"', "", "source sk", "cite is missing"),
    ('plain = "Ini contoh."', 'plain = "Untuk keluarga miskin."', "source sk", "'miskin'"),
    ('limits = "Tempat terbatas, belum tentu dapat."', "", "aid", "limits is missing"),
    ('kind = "barang"', 'kind = "barang"\nvalue_rp = -1', "aid", "below 0"),
    ('kind = "barang"', 'kind = "barang"\nvalue_rp = "3 juta"', "aid", "value_rp is not a whole number"),
    ("rank = 3", "rank = 2", "outcome cocok_awal", "rank 2"),
    ("rank = 3", "rank = true", "outcome cocok_awal", "rank is not a whole number"),
    ('text = "Cocok."', 'text = "Ada {n} hal."', "outcome cocok_awal", "brace"),
    ('text = "Ada {n} hal."', 'text = "Ada {jumlah} hal."', "outcome perlu_dicek", "brace"),
    ('next = "lanjut"', 'next = "berhenti"', "outcome belum_lengkap", "next 'berhenti' is unknown"),
    ("[outcome.belum_lengkap]", "[outcome.lulus]", "outcome", "'lulus' is unknown"),
    ('id = "usia"', 'id = "mau"', "top", "criterion 'mau' stands 2 times"),
    ('id = "usia"', 'id = "Usia Ibu"', "criterion Usia Ibu", "is not a key"),
    ("order = 10", "order = 20", "top", "order 20 stands 2 times"),
    ("order = 10", "order = -1", "criterion usia", "order -1 is below 1"),
    ("order = 10", 'order = "satu"', "criterion usia", "order is not a whole number"),
    ("order = 10", "order = true", "criterion usia", "order is not a whole number"),
    ('role = "verifikasi"', 'role = "penting"', "criterion bisa", "role 'penting' is unknown"),
    ('role = "verifikasi"', 'role = "wajib"', "criterion bisa", "staff_check at the role wajib"),
    ('question = "Umur Ibu?"', "", "criterion usia", "question is missing"),
    ('question = "Umur Ibu?"', 'question = "Umur Anda?"', "criterion usia", "'anda'"),
    ('question = "Umur Ibu?"', f'question = "{"Umur Ibu? " * 40}"', "criterion usia", "400 characters"),
    ('question = "Umur Ibu?"', f'question = "{"umur " * 16}"', "criterion usia", "a sentence of 16 words"),
    ('type = "integer"', 'type = "number"', "criterion usia, answer", "type 'number' is unknown"),
    ("min = 10, max = 110", "min = 110, max = 10", "criterion usia, answer", "min 110 is above max 10"),
    ("min = 10, max = 110", "min = 10", "criterion usia, answer", "max is missing"),
    (
        "min = 10, max = 110",
        'min = 10, max = 110, labels = ["a"]',
        "criterion usia, answer",
        "'labels' is unknown",
    ),
    ("min = 18, max = 59", "min = 59, max = 18", "criterion usia, rule", "min 59 is above max 18"),
    ("min = 18, max = 59", "min = 5, max = 59", "criterion usia, rule", "goes beyond the answers 10 to 110"),
    ("min = 18, max = 59", "min = 18", "criterion usia, rule", "max is missing"),
    ('op = "between"', 'op = "near"', "criterion usia, rule", "op 'near' is unknown"),
    ('op = "between"', 'op = "in"', "criterion usia, rule", "op 'in' does not fit integer answers"),
    ('op = "not_only"', 'op = "in"', "criterion bisa, rule", "op 'in' does not fit multi_choice answers"),
    (
        'labels = ["Mau", "Ragu", "Tidak"]',
        'labels = ["Mau", "Ragu"]',
        "criterion mau, answer",
        "3 options but 2",
    ),
    (
        'labels = ["Mau", "Ragu", "Tidak"]',
        'labels = ["Mau", "Ragu", "Mau"]',
        "criterion mau, answer",
        "twice",
    ),
    ('labels = ["Mau", "Ragu", "Tidak"]', "labels = [1, 2, 3]", "criterion mau, answer", "not a filled list"),
    ('labels = ["Mau", "Ragu", "Tidak"]', "labels = []", "criterion mau, answer", "not a filled list"),
    ('"Ragu"', f'"{"r" * 21}"', "criterion mau, answer", "21 characters; at most 20"),
    (
        'options = ["mau", "ragu", "tidak"]',
        'options = ["mau", "ragu", "mau"]',
        "criterion mau, answer",
        "twice",
    ),
    (
        'options = ["mau", "ragu", "tidak"]',
        'options = ["mau", "ragu", "unknown"]',
        "criterion mau, answer",
        "not a key",
    ),
    ('values = ["mau"]', 'values = ["ingin"]', "criterion mau, rule", "names 'ingin', which is no option"),
    ('values = ["mau"]', 'values = ["mau", "ragu", "tidak"]', "criterion mau, rule", "names every option"),
    ('values = ["mau"]', "values = []", "criterion mau, rule", "not a filled list"),
    ('ragu = "perlu_dicek"', 'bimbang = "perlu_dicek"', "criterion mau, on_value", "names 'bimbang'"),
    ('ragu = "perlu_dicek"', 'ragu = "gagal"', "criterion mau, on_value", "ragu 'gagal' is unknown"),
    (
        'true = "sesuai", false = "belum_sesuai"',
        'true = "lulus", false = "belum_sesuai"',
        "criterion mau, on",
        "true 'lulus'",
    ),
    ('true = "sesuai", false = "belum_sesuai"', 'true = "sesuai"', "criterion mau, on", "false is missing"),
    (
        'false = "belum_sesuai", unknown = "perlu_dicek"',
        'false = "belum_sesuai", unknown = "belum_sesuai"',
        "criterion mau, on",
        "unknown gives belum_sesuai",
    ),
    (
        'false = "sesuai", unknown = "sesuai"',
        'false = "perlu_dicek", unknown = "sesuai"',
        "criterion usaha, on",
        "of a criterion with the role diutamakan",
    ),
    ('text.belum_sesuai = "Perlu mau."', "", "criterion mau", "text.belum_sesuai is missing"),
    (
        'text.perlu_dicek = "Ada bimbingan."',
        'text.belum_sesuai = "Tidak."',
        "criterion bisa",
        "is never shown",
    ),
    (
        'text.perlu_dicek = "Ada bimbingan."',
        'text.ditolak = "Tidak."',
        "criterion bisa",
        "unknown key 'ditolak'",
    ),
    ('route.over_59 = "lansia"', 'route.over_59 = "panti"', "criterion usia", "'panti', which is missing"),
    ('route.over_59 = "lansia"', 'route.over_60 = "lansia"', "criterion usia", "unknown key 'over_60'"),
    (
        'text.belum_sesuai = "Perlu mau."',
        'text.belum_sesuai = "Mau?"\nroute.over_59 = "lansia"',
        "criterion mau",
        "route.over_59",
    ),
    ('action = "berhenti_dan_hubungkan_petugas", ', "", "criterion usia, guard", "action is missing"),
    (
        'action = "berhenti_dan_hubungkan_petugas"',
        'action = "stop"',
        "criterion usia, guard",
        "action 'stop' is unknown",
    ),
    ("under = 18", "under = 10", "criterion usia", "guard under 10 lies outside"),
    (
        'marks = { ragu = "perlu_teman" }',
        'marks = { malu = "perlu_teman" }',
        "criterion mau",
        "unknown key 'malu'",
    ),
    ('priority = { when = "belum", points = 1 }', "", "criterion usaha", "priority is missing"),
    ('when = "belum"', 'when = "tidak"', "criterion usaha, priority", "names 'tidak'"),
    ("points = 1", "points = 0", "criterion usaha, priority", "points 0 are below 1"),
    (
        'marks = { ragu = "perlu_teman" }',
        'priority = { when = "mau", points = 1 }',
        "criterion mau",
        "priority at the role",
    ),
    (
        'staff_check = { lists = ["DTSEN"], mode = "any", max_desil = 4 }',
        "",
        "criterion bisa",
        "staff_check is missing",
    ),
    ("max_desil = 4", "max_desil = 11", "criterion bisa, staff_check", "max_desil 11"),
    ('id = "fc_kk"', 'id = "fc_kk"\nmengapa = "ya"', "document fc_kk", "'mengapa' is unknown"),
    ("required = true", "", "document fc_kk", "required is missing"),
    ("n = 1\n", "n = 2\n", "top", "steps are not numbered"),
    ('why = "Perlu mau."', 'why = "Perlu mau."\nsources = "sk"', "criterion mau", "'sources' is unknown"),
    ("[route.lansia]", "[extra]\na = 1\n[route.lansia]", "top", "'extra' is unknown"),
    ("[route.lansia]", "[route.lansia]\nnext = 1", "route lansia", "'next' is unknown"),
]


def faults_of(text: str, name: str = "contoh.toml") -> list[tuple[str, str, str, str]]:
    with pytest.raises(CriteriaError) as caught:
        parse_set(text, name)
    return [(fault.file, fault.where, fault.problem, fault.remedy) for fault in caught.value.faults]


def test_a_sound_file_is_read_in_the_order_of_its_questions():
    one = parse_set(SOUND.replace("order = 40", "order = 5"), "contoh.toml")
    assert [criterion.id for criterion in one.criteria] == ["bisa", "usia", "mau", "usaha"]
    assert [criterion.id for criterion in one.counting] == ["bisa", "usia", "mau"]


@pytest.mark.parametrize(
    "there, instead, where, problem",
    FAULTS,
    ids=[f"{place}-{fault[3]}" for place, fault in enumerate(FAULTS)],
)
def test_a_mistake_is_named_with_file_place_and_remedy(there, instead, where, problem):
    assert there in SOUND
    faults = faults_of(SOUND.replace(there, instead, 1))
    found = [fault for fault in faults if problem in f"{fault[2]}"]
    assert found, faults
    file, place, _, remedy = found[0]
    assert (file, place.removeprefix("top, ")) == ("contoh.toml", where)
    assert remedy


def test_all_mistakes_of_a_file_are_reported_at_once():
    text = (
        SOUND.replace("order = 10", "order = 0")
        .replace('op = "in"', 'op = "near"')
        .replace("rank = 3", "rank = 9")
    )
    places = {where for _, where, _, _ in faults_of(text)}
    assert {"criterion usia", "criterion mau, rule", "criterion usaha, rule", "outcome cocok_awal"} <= places


def test_a_missing_table_is_named_once():
    text = SOUND.replace('rule = { op = "between", min = 18, max = 59 }', "")
    assert [problem for _, _, problem, _ in faults_of(text)] == ["rule is missing"]


def test_the_error_reads_as_one_line_a_mistake():
    with pytest.raises(CriteriaError) as caught:
        parse_set(SOUND.replace("order = 10", "order = 0").replace("rank = 3", "rank = 9"), "contoh.toml")
    assert str(caught.value).splitlines() == [
        "contoh.toml: criterion usia: order 0 is below 1. Write 1 or more.",
        "contoh.toml: outcome cocok_awal: rank 9. The rank of cocok_awal is 3.",
    ]


def test_a_file_without_a_counting_question_is_refused():
    text = SOUND.replace('role = "wajib"', 'role = "info"').replace('role = "verifikasi"', 'role = "info"')
    assert "no criterion counts" in [problem for _, _, problem, _ in faults_of(text)]


def test_the_area_question_must_be_a_choice():
    problems = [problem for _, _, problem, _ in faults_of(SOUND.replace('id = "bisa"', 'id = "wilayah"'))]
    assert problems == ["wilayah is not a choice"]


@pytest.mark.parametrize("text", ["", "a = ", "[[criterion]]\n" * 3, 'criterion = "x"', "criterion = [1]"])
def test_what_is_no_criteria_file_is_refused(text):
    assert faults_of(text)


def test_a_huge_file_is_refused_before_it_is_read():
    assert "characters" in faults_of("#" * (FILE_CHARS_MAX + 1))[0][2]


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text):
    with pytest.raises(CriteriaError):
        parse_set(text, "contoh.toml")


def parses_or_refuses(text: str, name: str) -> None:
    parse = parse_areas if name == "areas.toml" else parse_set
    with suppress(CriteriaError):
        assert parse(text, name)


@pytest.mark.parametrize("value", ["", "1", "true", '"x"', "[]", "[1]", "{}", "{ a = [1] }", "2026-02-03"])
def test_a_wrong_value_in_any_line_is_refused_and_never_a_crash(value):
    lines = SOUND.splitlines()
    for place, line in enumerate(lines):
        if name := re.match(r"[\w.]+ = ", line):
            parses_or_refuses(
                "\n".join([*lines[:place], name[0] + value, *lines[place + 1 :]]), "contoh.toml"
            )


def test_any_line_may_be_missing_without_a_crash():
    for name, text in [*FILES.items(), ("contoh.toml", SOUND)]:
        lines = text.splitlines()
        for place in range(0, len(lines), 1 if name == "contoh.toml" else 7):
            parses_or_refuses("\n".join([*lines[:place], *lines[place + 1 :]]), name)


AREA = """
schema = "daerah/1"
[[area]]
key = "junrejo"
label = "Junrejo"
province = "Jawa Timur"
city = "Kota Batu"
zone = "Asia/Jakarta"
[[area]]
key = "lain"
label = "Daerah lain"
zone = "Asia/Jakarta"
"""


@pytest.mark.parametrize(
    "there, instead, problem",
    [
        ('schema = "daerah/1"', "", "schema is missing"),
        ('key = "junrejo"', 'key = "lain"', "the area 'lain' stands 2 times"),
        ('label = "Junrejo"', 'label = "Daerah lain"', "the label 'Daerah lain' stands 2 times"),
        ('label = "Junrejo"', f'label = "{"j" * 25}"', "25 characters; at most 24"),
        ('province = "Jawa Timur"\n', "", "city without province"),
        ('province = "Jawa Timur"\ncity = "Kota Batu"', "", "not exactly one area is without a province"),
        ('zone = "Asia/Jakarta"', 'zone = "WIB"', "zone 'WIB' is unknown"),
        ('zone = "Asia/Jakarta"', "", "zone is missing"),
        ('key = "junrejo"', 'key = "junrejo"\nkecamatan = "x"', "'kecamatan' is unknown"),
    ],
)
def test_a_mistake_in_the_areas_is_named(there, instead, problem):
    assert len(parse_areas(AREA, "areas.toml")) == 2
    with pytest.raises(CriteriaError) as caught:
        parse_areas(AREA.replace(there, instead, 1), "areas.toml")
    assert problem in str(caught.value)

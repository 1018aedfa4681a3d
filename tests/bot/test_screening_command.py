"""`python -m bot screen SET`: answers in, the first result out, or what is wrong with them."""

import io
import json
import shutil
from pathlib import Path

import pytest

from bot.criteria_files import load_sets
from bot.screening_command import INPUT_CHARS_MAX, run
from domain.criteria import Value, evaluate

FOLDER = Path(__file__).parents[2] / "criteria"
KALTIM: dict[str, Value] = {
    "wilayah": "samarinda",
    "usia": 34,
    "pencari_nafkah": "saya",
    "penghasilan_cukup": "tidak_cukup",
    "data_terpadu": "unknown",
    "penerima_pkh": "ya",
    "penerima_kube": "tidak",
    "kemauan": "mau",
    "keterampilan": ["menjahit", "warung"],
}


def screen(answers: object, *arguments: str, folder: Path = FOLDER) -> tuple[int, str, str]:
    text = answers if isinstance(answers, str) else json.dumps(answers)
    stdout, stderr = io.StringIO(), io.StringIO()
    code = run(arguments, io.StringIO(text), stdout, folder, stderr=stderr)
    return code, stdout.getvalue(), stderr.getvalue()


@pytest.mark.parametrize(
    "set_id, answers, overall, levels",
    [
        (
            "kaltim-uep-2023",
            {**KALTIM, "status_keluarga": "cerai"},
            "belum_sesuai",
            {
                "wilayah": "sesuai",
                "usia": "sesuai",
                "status_keluarga": "sesuai",
                "pencari_nafkah": "sesuai",
                "penghasilan_cukup": "sesuai",
                "data_terpadu": "perlu_dicek",
                "penerima_pkh": "belum_sesuai",
                "penerima_kube": "sesuai",
                "kemauan": "sesuai",
                "keterampilan": "sesuai",
            },
        ),
        (
            "prse-permensos-8-2012",
            {"usia": "unknown", "pencari_nafkah": "berdua", "penghasilan_cukup": "kadang_cukup"},
            "perlu_dicek",
            {"usia": "perlu_dicek", "pencari_nafkah": "perlu_dicek", "penghasilan_cukup": "sesuai"},
        ),
        ("kota-batu-wrse", {}, "belum_lengkap", {}),
        (
            "kota-batu-wrse",
            {"usia": 70, "tanggungan": 9},
            "belum_lengkap",
            {"usia": "belum_sesuai", "tanggungan": "sesuai"},
        ),
        ("kota-batu-wrse", {"usia": 16, "wilayah": "batu"}, "berhenti_dan_hubungkan_petugas", {}),
    ],
)
def test_the_result_is_one_object_with_overall_and_levels(set_id, answers, overall, levels):
    code, out, err = screen(answers, set_id)
    assert (code, err) == (0, "")
    assert out.endswith("}\n")
    assert out.count("\n") == 1
    assert json.loads(out) == {"overall": overall, "levels": levels}


def test_it_says_what_the_conversation_says():
    code, out, _ = screen(KALTIM, "kaltim-uep-2023")
    evaluation = evaluate(load_sets(FOLDER)["kaltim-uep-2023"], KALTIM)
    assert code == 0
    assert json.loads(out) == {"overall": evaluation.overall, "levels": evaluation.levels}


@pytest.mark.parametrize(
    "arguments", [("kaltim",), (), ("kaltim-uep-2023", "kota-batu-wrse"), ("../criteria",)]
)
def test_an_unknown_set_names_the_known_ones(arguments):
    code, out, err = screen({}, *arguments)
    assert (code, out) == (2, "")
    assert "kaltim-uep-2023, kota-batu-wrse, prse-permensos-8-2012" in err


@pytest.mark.parametrize(
    "answers, named",
    [
        ({"usia": "34"}, "usia: "),
        ({"usia": 5}, "a whole number from 10 to 110"),
        ({"usia": None}, "usia: null does not fit"),
        ({"usia": True}, "usia: true does not fit"),
        ({"wilayah": "surabaya"}, 'wilayah: "surabaya" does not fit'),
        ({"umur": 34}, "umur: this criterion does not fit"),
        ({"keterampilan": "warung"}, "keterampilan: "),
    ],
)
def test_an_answer_that_does_not_fit_is_named(answers, named):
    code, out, err = screen({**KALTIM, **answers}, "kaltim-uep-2023")
    assert (code, out) == (2, "")
    assert named in err


def test_all_answers_that_do_not_fit_are_named_at_once():
    _, _, err = screen({"usia": "34", "kemauan": "boleh"}, "kaltim-uep-2023")
    assert [line.split(":")[0] for line in err.splitlines()] == ["usia", "kemauan"]


@pytest.mark.parametrize(
    "text, named",
    [
        ("", "not JSON"),
        ("usia: 34", "not JSON"),
        ('{"usia": 34', "not JSON"),
        ("[]", "not an object"),
        ("34", "not an object"),
        ("null", "not an object"),
        ('{"usia": 34, "usia": 16}', "answered twice: usia"),
        ('{"usia": NaN}', "usia: NaN does not fit"),
        ('{"usia": 1e400}', "usia: Infinity does not fit"),
        ('{"usia": ' + "9" * 5000 + "}", "not JSON"),
        ("[" * 50_000, "not JSON"),
        ('{"a": "' + "x" * INPUT_CHARS_MAX + '"}', "longer than"),
    ],
)
def test_what_is_no_object_of_answers_is_refused(text, named):
    code, out, err = screen(text, "kaltim-uep-2023")
    assert (code, out) == (2, "")
    assert named in err


def test_a_broken_criteria_file_is_named(tmp_path):
    folder = Path(shutil.copytree(FOLDER, tmp_path / "criteria"))
    path = folder / "kota-batu-wrse.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('op = "between"', 'op = "near"'), encoding="utf-8"
    )
    code, out, err = screen(KALTIM, "kaltim-uep-2023", folder=folder)
    assert (code, out) == (2, "")
    assert "kota-batu-wrse.toml: criterion usia, rule: op 'near' is unknown" in err

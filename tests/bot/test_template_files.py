"""Every template of locales/whatsapp/ would be taken by Meta; what it would refuse is refused here, all at once."""

from pathlib import Path

import pytest

from bot.template_files import TemplateFilesError, faults, load
from db import templates
from domain.templates import Category

GOOD = 'category = "utility"\n[examples]\nkantor = "Contoh"\n[id]\ntext = "Dari {{kantor}} ya."\nbuttons = ["Buka"]\n'


def test_the_programs_own_files_are_whole_and_hold_every_template_that_is_sent() -> None:
    found = load()
    assert {each.name for each in found if each.language == "id"} == {
        templates.NEWS_WAITS,
        templates.NEWS_FOR_HER,
        templates.NEUTRAL,
        templates.NEUTRAL_TODAY,
        templates.STAFF_CALL,
    }
    assert all(faults(each) == [] for each in found)
    assert {each.asked_category for each in found} == {Category.UTILITY}


def test_a_file_becomes_a_template_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "kabar.toml").write_text(GOOD)
    (template,) = load(tmp_path)
    assert (template.name, template.language, template.text) == ("kabar", "id", "Dari {{kantor}} ya.")
    assert (template.params, template.buttons) == (("kantor",), ("Buka",))
    assert template.examples == (("kantor", "Contoh"),)


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("kabar", GOOD.replace("utility", "urgent"), "category is one of"),
        ("kabar", GOOD.replace("utility", "service"), "category is one of"),
        ("Kabar-1", GOOD, "its name may hold"),
        ("kabar", GOOD.replace("[id]", "[jv]"), "nothing is known of 'jv'"),
        ("kabar", GOOD.replace("Dari {{kantor}} ya.", ""), "its text has 1 to"),
        ("kabar", GOOD.replace("ya.", "y" * 1020), "its text has 1 to"),
        ("kabar", GOOD.replace("{{kantor}}", "{kantor}"), "a place is written"),
        ("kabar", GOOD.replace("{{kantor}}", "{{Kantor}}"), "a place is written"),
        ("kabar", GOOD.replace("Dari {{kantor}} ya.", "{{kantor}} ya."), "may not begin or end"),
        ("kabar", GOOD.replace(" ya.", ""), "may not begin or end"),
        ("kabar", GOOD.replace('kantor = "Contoh"\n', ""), "every place needs an example"),
        ("kabar", GOOD.replace('["Buka"]', '["A", "B", "C", "D"]'), "up to 3 different buttons"),
        ("kabar", GOOD.replace('["Buka"]', '["A", "A"]'), "up to 3 different buttons"),
        ("kabar", GOOD.replace('"Buka"', '"Buka sekarang juga ya"'), "label has 1 to 20"),
        ("kabar", "category = ", "cannot be read"),
    ],
)
def test_what_meta_would_refuse_is_told_by_file(tmp_path: Path, name: str, body: str, said: str) -> None:
    (tmp_path / f"{name}.toml").write_text(body)
    with pytest.raises(TemplateFilesError, match=said) as refused:
        load(tmp_path)
    assert all(mistake.startswith(f"{name}.toml: ") for mistake in refused.value.mistakes)


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "satu.toml").write_text(GOOD.replace("utility", "urgent").replace('"Buka"', '""'))
    (tmp_path / "dua.toml").write_text(GOOD.replace("[id]", "[id"))
    with pytest.raises(TemplateFilesError) as refused:
        load(tmp_path)
    assert len(refused.value.mistakes) == 3

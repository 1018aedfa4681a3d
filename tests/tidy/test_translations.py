"""Catalogues: the same sentences give the same template, nothing translated is lost, wrong placeholders are found."""

import pytest

from tests.tidy.sentences import Sentence
from tests.tidy.translations import (
    check_catalogue,
    check_sentences,
    placeholders,
    render_language,
    render_template,
)

WAITING = """# Menunggu pembaca penutur asli / awaiting a native reader
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""


def sentence(message: str, plural: str = "", *, path: str = "handlers/a.py", staff: bool = False) -> Sentence:
    return Sentence(message=message, plural=plural, path=path, staff=staff)


def test_the_template_names_each_sentence_once_with_its_places_and_its_readers() -> None:
    template = render_template(
        [sentence("Halo.", staff=True), sentence("Halo.", path="handlers/b.py"), sentence("Ya")]
    )
    assert template.count('msgid "Halo."') == 1
    assert "#. staff: only workers read this\n#: handlers/a.py handlers/b.py\n" in template
    assert 'msgid "Ya"' in template


def test_the_template_does_not_change_with_the_day_or_the_line() -> None:
    moved = Sentence(message="Halo.", path="handlers/a.py", line=99)
    assert render_template([sentence("Halo.")]) == render_template([moved])
    assert "Date" not in render_template([sentence("Halo.")])


def test_a_catalogue_keeps_its_translations_and_its_notice_and_gains_new_sentences() -> None:
    old = f'{WAITING}\nmsgid "Halo."\nmsgstr "Wilujeng."\n'
    new = render_language(old, render_template([sentence("Halo."), sentence("Ya")]), "su")
    assert 'msgid "Halo."\nmsgstr "Wilujeng."' in new
    assert 'msgid "Ya"\nmsgstr ""' in new
    assert "awaiting a native reader" in new
    assert render_language(new, render_template([sentence("Halo."), sentence("Ya")]), "su") == new


def test_a_sentence_that_goes_and_comes_back_has_its_translation_again() -> None:
    old = f'{WAITING}\nmsgid "Halo."\nmsgstr "Wilujeng."\n'
    without = render_language(old, render_template([sentence("Ya")]), "su")
    assert '#~ msgid "Halo."' in without
    again = render_language(without, render_template([sentence("Halo.")]), "su")
    assert '\nmsgid "Halo."\nmsgstr "Wilujeng."' in again
    assert "#~ msgid" not in again.replace('#~ msgid "Ya"', "")


@pytest.mark.parametrize(
    ("entry", "part"),
    [
        ('msgid "Halo, {name}."\nmsgstr "Wilujeng, {nama}."', "other placeholders"),
        ('msgid "Halo, {name}."\nmsgstr "Wilujeng."', "other placeholders"),
        ('msgid "Halo, {name}."\nmsgstr "Wilujeng, {name."', "other placeholders"),
        ('msgid "Ya"\nmsgstr "Muhun pisan, Bu, mangga"', "longer than 20"),
    ],
)
def test_a_translation_that_cannot_be_used_is_found(entry: str, part: str) -> None:
    (problem,) = check_catalogue(f"{WAITING}\n{entry}\n", "locales/su.po", {"Ya": 20})
    assert part in str(problem)


def test_a_missing_plural_form_is_found() -> None:
    two = WAITING.replace("nplurals=1; plural=0;", "nplurals=2; plural=(n != 1);")
    entry = 'msgid "{n} hal"\nmsgid_plural "{n} hal"\nmsgstr[0] "{n} perkawis"\nmsgstr[1] ""\n'
    (problem,) = check_catalogue(f"{two}\n{entry}", "locales/su.po", {})
    assert "needs 2 plural forms" in str(problem)


def test_a_good_translation_and_an_empty_one_pass() -> None:
    entries = 'msgid "Halo, {name}."\nmsgstr "Wilujeng, {name}."\n\nmsgid "Ya"\nmsgstr ""\n'
    assert list(check_catalogue(f"{WAITING}\n{entries}", "locales/su.po", {"Ya": 20})) == []


def test_the_forms_of_a_sentence_name_the_same_values() -> None:
    assert list(check_sentences([sentence("Satu hal untuk {name}", "{n} hal untuk {name}")])) == []
    (problem,) = check_sentences([sentence("{n} hal untuk {name}", "{n} hal")])
    assert "different values" in str(problem)


@pytest.mark.parametrize("text", ["{}", "{0}", "{name.first}", "{name!r}", "{amount:,}", "{name"])
def test_a_placeholder_is_a_plain_name(text: str) -> None:
    with pytest.raises(ValueError, match=r"name|brace|expected"):
        placeholders(text)
    assert len(list(check_sentences([sentence(text)]))) == 1

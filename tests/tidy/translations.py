"""Do the catalogues hold every sentence, with the same placeholders? `python -m tests.tidy.translations` writes them.

locales/teman.pot is what translators start from; locales/<language>/LC_MESSAGES/teman.po is what they fill.
Languages without a native reader yet say so in their first lines and are offered to nobody.
"""

import io
import string
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from bot.catalogues import DOMAIN, LOCALES, WAITING_LANGUAGES
from tests.tidy.sentences import Sentence, list_sentences
from tests.tidy.sources import Problem, Source, read_sources

TEMPLATE = f"{DOMAIN}.pot"
WAITING_NOTICE = "Menunggu pembaca penutur asli / awaiting a native reader"
HEADER = """# Kalimat-kalimat Teman Mandiri; the sentences of Teman Mandiri.
# Indonesian is the message id. `make translations` gathers them anew."""
STAFF_COMMENT = "staff: only workers read this"
# The dates and authors of a catalogue are in its history; here they would change every time.
NOISE = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Report-Msgid-Bugs-To",
    "Generated-By",
    "Project-Id-Version",
)


def render_template(sentences: Sequence[Sentence]) -> str:
    """locales/teman.pot for these sentences: the same sentences give the same text."""
    catalogue = Catalog(project="Teman Mandiri", header_comment=HEADER, fuzzy=False)
    for sentence in sentences:
        catalogue.add(
            (sentence.message, sentence.plural) if sentence.plural else sentence.message,
            locations=[(sentence.path, sentence.line)],
            auto_comments=[STAFF_COMMENT] if sentence.staff else [],
        )
    return _render(catalogue)


def render_language(text: str, template: str, language: str) -> str:
    """A language's catalogue, brought up to date; a sentence that comes back gets its translation back."""
    catalogue = read_po(io.StringIO(text), locale=language)
    gone = dict(catalogue.obsolete)
    catalogue.update(read_po(io.StringIO(template)), no_fuzzy_matching=True, update_header_comment=False)
    for key, message in gone.items():
        back = catalogue.get(key)
        if back is not None and back.id == message.id:
            back.string = message.string
            catalogue.obsolete.pop(key, None)
    return _render(catalogue)


def _render(catalogue: Catalog) -> str:
    written = io.BytesIO()
    write_po(written, catalogue, width=100, include_lineno=False)
    lines = written.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(tuple(f'"{name}' for name in NOISE)))


def check(sources: Sequence[Source], locales: Path = LOCALES) -> Iterator[Problem]:
    """Sentences that cannot be filled in, catalogues that are behind, translations that lost a placeholder."""
    sentences = list_sentences(sources)
    yield from check_sentences(sentences)
    template = render_template(sentences)
    path = locales / TEMPLATE
    if not path.exists() or path.read_text(encoding="utf-8") != template:
        yield Problem(path=f"locales/{TEMPLATE}", line=1, text="not up to date: make translations")
    for language in WAITING_LANGUAGES:
        shown = f"locales/{language}/LC_MESSAGES/{DOMAIN}.po"
        text = (
            (locales.parent / shown).read_text(encoding="utf-8") if (locales.parent / shown).exists() else ""
        )
        if text != render_language(text, template, language):
            yield Problem(path=shown, line=1, text="not up to date: make translations")
        if WAITING_NOTICE not in text:
            yield Problem(path=shown, line=1, text=f"does not say: {WAITING_NOTICE}")
        limits = {sentence.message: sentence.chars_max for sentence in sentences if sentence.chars_max}
        yield from check_catalogue(text, shown, limits)


def check_sentences(sentences: Sequence[Sentence]) -> Iterator[Problem]:
    """Placeholders have names, and the singular and the plural have the same ones."""
    for sentence in sentences:
        try:
            singular, plural = placeholders(sentence.message), placeholders(sentence.plural)
        except ValueError as fault:
            yield sentence.problem(f"placeholders: {fault}")
            continue
        if sentence.plural and (singular | {"n"}) != (plural | {"n"}):
            yield sentence.problem("singular and plural name different values")


def check_catalogue(text: str, path: str, chars_max: dict[str, int]) -> Iterator[Problem]:
    """Every filled translation has its sentence's placeholders, all its plural forms, and fits where it stands."""
    catalogue = read_po(io.StringIO(text))
    for message in catalogue:
        ids, forms = _strings(message.id), _strings(message.string)
        if not message.id or not any(forms):
            continue
        line = message.lineno or 1
        expected = placeholders(ids[-1])
        if len(ids) > 1 and (len(forms) != catalogue.num_plurals or not all(forms)):
            yield Problem(path=path, line=line, text=f"{ids[0]!r} needs {catalogue.num_plurals} plural forms")
        for form in forms:
            try:
                agrees = placeholders(form) | {"n"} == expected | {"n"}
            except ValueError:
                agrees = False
            if form and not agrees:
                yield Problem(path=path, line=line, text=f"{ids[0]!r} is translated with other placeholders")
            if len(form) > chars_max.get(ids[0], len(form)):
                yield Problem(
                    path=path, line=line, text=f"{form!r} is longer than {chars_max[ids[0]]} characters"
                )


def placeholders(text: str) -> set[str]:
    """The names in {braces}. Raises ValueError for {} and {0}, attributes, formats and a lone brace."""
    names = set()
    for _literal, name, form, conversion in string.Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            raise ValueError(f"{{{name}}} is not a plain name")
        names.add(name)
    return names


def _strings(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else [part or "" for part in value or ()]


def write_catalogues() -> None:
    """Bring locales/ up to date with the code."""
    template = render_template(list_sentences(read_sources()))
    (LOCALES / TEMPLATE).write_text(template, encoding="utf-8")
    for language in WAITING_LANGUAGES:
        path = LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        path.write_text(
            render_language(path.read_text(encoding="utf-8"), template, language), encoding="utf-8"
        )


if __name__ == "__main__":
    write_catalogues()

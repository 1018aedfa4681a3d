"""Which messages do we ask WhatsApp to approve? One file of locales/whatsapp/ each, read and checked as a whole.

The law: what Meta would refuse is refused here, with every mistake at once. Only languages that Meta knows for
templates can be handed in; it knows neither Sundanese nor Javanese. Sources: Meta, "Template components", "Supported
languages".
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from domain.templates import (
    BUTTON_CHARS_MAX,
    BUTTONS_MAX,
    NAME,
    OF_TEMPLATES,
    PARAM,
    TEXT_CHARS_MAX,
    VALUE_CHARS_MAX,
    Category,
    Template,
    filled,
    params_of,
    read_category,
)

FOLDER = Path(__file__).resolve().parents[1] / "locales" / "whatsapp"
LANGUAGES = ("id",)
_KEYS = {"category", "examples", *LANGUAGES}


class TemplateFilesError(Exception):
    """What is wrong with the files: one line each."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


def load(folder: Path = FOLDER) -> tuple[Template, ...]:
    """Every template in every language, by name. Raises TemplateFilesError with all mistakes of all files."""
    found: list[Template] = []
    mistakes: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            body = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            mistakes.append(f"{path.name}: cannot be read: {error}")
            continue
        made = _read(path.stem, body)
        wrong = [f"{path.name}: {mistake}" for mistake in _mistakes(path.stem, body, made)]
        found += made
        mistakes += wrong
    if mistakes:
        raise TemplateFilesError(mistakes)
    return tuple(found)


def _read(name: str, body: Mapping[str, Any]) -> list[Template]:
    category = read_category(str(body.get("category", ""))) or Category.UTILITY
    examples = body.get("examples", {})
    examples = examples if isinstance(examples, dict) else {}
    return [
        _template(name, language, category, body[language], examples)
        for language in LANGUAGES
        if isinstance(body.get(language), dict)
    ]


def _template(
    name: str, language: str, category: Category, words: Mapping[str, Any], examples: Mapping[str, Any]
) -> Template:
    text = str(words.get("text", "")).strip()
    params = params_of(text)
    return Template(
        name=name,
        language=language,
        category=category,
        asked_category=category,
        text=text,
        params=params,
        buttons=tuple(str(label) for label in words.get("buttons", ())),
        examples=tuple((each, str(examples.get(each, ""))) for each in params),
    )


def _mistakes(name: str, body: Mapping[str, Any], made: list[Template]) -> list[str]:
    found = [f"nothing is known of {key!r}" for key in body if key not in _KEYS]
    if not NAME.fullmatch(name):
        found.append("its name may hold a-z, 0-9 and _")
    if read_category(str(body.get("category", ""))) not in OF_TEMPLATES:
        found.append(f"category is one of {', '.join(each.value for each in OF_TEMPLATES)}")
    if not made:
        found.append(f"it has no text in any of: {', '.join(LANGUAGES)}")
    for template in made:
        found += [f"[{template.language}] {mistake}" for mistake in faults(template)]
    return found


def faults(template: Template) -> list[str]:
    """What Meta would refuse."""
    text, found = template.text, []
    longest = filled(template, dict.fromkeys(template.params, "x" * VALUE_CHARS_MAX))
    if not text or len(longest) > TEXT_CHARS_MAX:
        found.append(f"its text has 1 to {TEXT_CHARS_MAX} characters, filled in")
    if "{" in PARAM.sub("", text) or "}" in PARAM.sub("", text):
        found.append("a place is written {{name}}, in small letters")
    if PARAM.match(text) or (text and PARAM.sub("\0", text).endswith("\0")):
        found.append("it may not begin or end with a place")
    if any(not example for _name, example in template.examples):
        found.append("every place needs an example")
    if len(template.buttons) > BUTTONS_MAX or len(set(template.buttons)) < len(template.buttons):
        found.append(f"it has up to {BUTTONS_MAX} different buttons")
    if any(not 1 <= len(label) <= BUTTON_CHARS_MAX for label in template.buttons):
        found.append(f"a button's label has 1 to {BUTTON_CHARS_MAX} characters")
    return found

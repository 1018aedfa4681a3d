"""What a turn says becomes one message: the sentences, then the choices as this chat can show them.

Up to what the channel can: buttons, else a list, else numbers in the text, in pages: of these the last has numbers
too, be it ever so short, for a number that she types counts over all pages. Typing the number, the label or a synonym
always works, so nothing here decides what she may answer.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.channels.base import Abilities, Button, Layout
from bot.render import render
from conversation.limits import PAGE_ROWS
from conversation.questions import MORE, PERSON, SKIP, Choosable
from conversation.text import Text, _
from domain.records import dataclass

# What one turn may say to one receiver; more is asked for in parts.
REPLY_CHARS_MAX = 500

# From this many choices on, 0 and 9 would be mistaken for a choice's number: the words stand there instead.
DIGIT_CHOICES_MAX = 8


# Not frozen: made in every turn, and a frozen one takes twice as long to make. Nobody changes it.
@dataclass(kw_only=True, slots=True)
class Option:
    """One thing to tap or type: its key, how it reads, a second line, and the number it has in the text."""

    key: str
    label: str
    hint: str = ""
    number: str = ""


# Not frozen: made in every turn, and a frozen one takes twice as long to make. Nobody changes it.
@dataclass(kw_only=True, slots=True)
class Composed:
    """The message. shown: its text without numbered choices, for showing the answer later."""

    text: str
    shown: str
    buttons: tuple[Button, ...] = ()
    layout: Layout = Layout.NONE
    list_button: str = ""
    keys: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


def join(parts: Sequence[str]) -> str:
    """The paragraphs of one message."""
    return "\n\n".join(part for part in parts if part)


def options_of(
    choices: Sequence[Choosable],
    language: str,
    *,
    page: int = 0,
    skip: Text | None = None,
    person: Text | None = None,
    digits: bool = True,
) -> list[Option]:
    """The choices of this page with their numbers, then "more", skipping and the person, where they are offered."""
    pages = max(1, -(-len(choices) // PAGE_ROWS))
    first = page % pages * PAGE_ROWS
    options = [
        Option(
            key=choice.key,
            label=render(choice.label, language),
            hint=render(getattr(choice, "hint", ""), language),
            number=str(number),
        )
        for number, choice in enumerate(choices[first : first + PAGE_ROWS], start=first + 1)
    ]
    digits = digits and len(choices) <= DIGIT_CHOICES_MAX
    if pages > 1:
        options.append(Option(key=MORE, label=render(_("Lihat yang lain"), language), number="LAGI"))
    if skip is not None:
        options.append(Option(key=SKIP, label=render(skip, language), number="0" if digits else "LEWATI"))
    if person is not None:
        options.append(
            Option(key=PERSON, label=render(person, language), number="9" if digits else "PETUGAS")
        )
    return options


def compose(
    parts: Sequence[str], options: Sequence[Option], abilities: Abilities, nonce: str, language: str
) -> Composed:
    """One message of `parts` with `options`. nonce: binds the buttons to this question."""
    shown = join(parts)
    if not options:
        return Composed(text=shown, shown=shown)
    keys = tuple(option.key for option in options)
    labels = tuple(option.label for option in options)
    buttons = tuple(
        Button(
            label=option.label,
            payload=f"q{nonce}.{index}",
            hint=_cut(option.hint, abilities.list_hint_max, abilities),
        )
        for index, option in enumerate(options)
    )
    in_pages = _is_numbered_page(options, abilities)
    if not in_pages and _fit_buttons(options, shown, abilities):
        return Composed(
            text=shown, shown=shown, buttons=buttons, layout=Layout.BUTTONS, keys=keys, labels=labels
        )
    if not in_pages and _fit_list(options, shown, abilities):
        return Composed(
            text=shown,
            shown=shown,
            buttons=_rows(buttons, options, abilities),
            layout=Layout.LIST,
            list_button=render(_("Pilih"), language),
            keys=keys,
            labels=labels,
        )
    numbered = "\n".join(f"{option.number} {option.label}" for option in options)
    return Composed(text=f"{shown}\n{numbered}", shown=shown, keys=keys, labels=labels)


def _is_numbered_page(options: Sequence[Option], abilities: Abilities) -> bool:
    """Whether this is one page of several whose full ones this channel can only show as numbers."""
    several = any(option.key == MORE for option in options)
    return several and max(abilities.buttons_max, abilities.list_rows_max) <= PAGE_ROWS


def _length(text: str, abilities: Abilities) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 if abilities.utf16 else len(text)


def _cut(text: str, most: int, abilities: Abilities) -> str:
    """The text as it fits, cut between words: a platform refuses the whole message for one that is too long."""
    if _length(text, abilities) <= most:
        return text
    kept = text
    while kept and _length(kept, abilities) > most - 1:
        kept = kept[:-1]
    words = kept.rpartition(" ")[0] if not text[len(kept) :].startswith(" ") else kept
    return f"{(words or kept).rstrip()}…"


def _rows(buttons: Sequence[Button], options: Sequence[Option], abilities: Abilities) -> tuple[Button, ...]:
    """The rows of a list. A label that is too long for its row is cut, and stands whole in the second line."""
    rows = []
    for button, option in zip(buttons, options, strict=True):
        label = _cut(option.label, abilities.list_label_max, abilities)
        whole = option.hint if label == option.label else option.label
        rows.append(replace(button, label=label, hint=_cut(whole, abilities.list_hint_max, abilities)))
    return tuple(rows)


def _fit_buttons(options: Sequence[Option], text: str, abilities: Abilities) -> bool:
    return (
        len(options) <= abilities.buttons_max
        and _length(text, abilities) <= abilities.text_with_buttons_max
        and all(_length(option.label, abilities) <= abilities.button_label_max for option in options)
        and len({option.label for option in options}) == len(options)
    )


def _fit_list(options: Sequence[Option], text: str, abilities: Abilities) -> bool:
    return (
        len(options) <= abilities.list_rows_max
        and _length(text, abilities) <= abilities.text_with_buttons_max
        and all(_length(option.label, abilities) <= abilities.list_hint_max for option in options)
        and len({_cut(option.label, abilities.list_label_max, abilities) for option in options})
        == len(options)
    )

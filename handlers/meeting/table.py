"""A list shown back, small enough for a phone: who put in the same stands in one line."""

from collections.abc import Iterable, Sequence

from conversation.chat import Chat
from conversation.text import Text, _, n_
from domain.accounts import SavingKind
from domain.meetings import INFAK, INSTALMENT, Written
from domain.money import Rupiah
from handlers.meeting.scene import Scene
from handlers.parts import ENOUGH, REST, length_of, parts_of

# Of one line: more names than this are put into a second line with the same amount.
NAMES_CHARS_MAX = 280

# Messages a table may take (DESIGN.md, "Channels": one message a turn, more is asked for in parts).
PARTS_MAX = 2

# Of a whole turn, question included; a few signs less than bot/compose.py allows.
TURN_CHARS_MAX = 490

# Of a line in a table that would be longer.
COUNTED_CHARS_MAX = 90


def table(scene: Scene, lines: Iterable[Written]) -> list[Text]:
    """The lines by kind and amount, the usual ones first, each with its names in the order of the list.

    What would take more than PARTS_MAX messages is told with how many they are, and the first names.
    """
    rows = _rows(scene, lines)
    texts = [
        _row(scene, kind, amount, names) for kind, amount, all_names in rows for names in in_lines(all_names)
    ]
    if len(parts_of(texts)) <= PARTS_MAX:
        return texts
    return [_row(scene, kind, amount, _counted(names)) for kind, amount, names in rows]


def _rows(scene: Scene, lines: Iterable[Written]) -> list[tuple[str, int, list[str]]]:
    found: dict[tuple[str, int], list[str]] = {}
    for each in lines:
        found.setdefault((each.kind, int(each.amount)), []).append(scene.names[each.member])
    kinds = [*(each.value for each in SavingKind), INSTALMENT, INFAK]
    ordered = sorted(found.items(), key=lambda row: (kinds.index(row[0][0]), -len(row[1]), row[0][1]))
    return [(kind, amount, names) for (kind, amount), names in ordered]


def _row(scene: Scene, kind: str, amount: int, names: Text | str) -> Text:
    return _("{kind} {amount}: {names}.", kind=scene.label(kind), amount=Rupiah(amount), names=names)


def _counted(names: Sequence[str]) -> Text | str:
    return some_names(names, COUNTED_CHARS_MAX)


async def say_table(chat: Chat, texts: Sequence[Text], question_chars: int) -> None:
    """Say them so that the question below the last ones still fits into the turn."""
    parts = parts_of(texts)
    if parts and len(parts[-1]) > 1 and _length(parts[-1]) + question_chars > TURN_CHARS_MAX:
        parts.append([parts[-1].pop()])
    for number, part in enumerate(parts, start=1):
        for text in part:
            await chat.say(text)
        left = sum(map(len, parts[number:]))
        if left:
            asked = n_("Masih ada {n} lagi. Mau lihat?", "Masih ada {n} lagi. Mau lihat?", left)
            if (await chat.choose(asked, (REST, ENOUGH))).key == ENOUGH.key:
                return


def _length(texts: Sequence[Text]) -> int:
    return sum(map(length_of, texts))


def in_lines(names: Sequence[str], chars_max: int = NAMES_CHARS_MAX) -> list[str]:
    """The names with commas, in as many lines as they need."""
    lines: list[str] = []
    for name in names:
        if lines and len(lines[-1]) + len(name) + 2 <= chars_max:
            lines[-1] += f", {name}"
        else:
            lines.append(name)
    return lines


def some_names(names: Sequence[str], chars_max: int = 28) -> Text | str:
    """The first names, and how many more."""
    if not names:
        return ""
    first = in_lines(names, chars_max)[0]
    left = len(names) - len(first.split(", "))
    return _("{names}, dan {n} lagi", names=first, n=left) if left else first

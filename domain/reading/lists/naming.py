"""Which woman of the group do these words name? "siti a", "bu yuyun", "s. aminah", "nenneng", "mama rian".

The law: two women who fit are both candidates, and one found only by likeness is shown for a yes. A short name is
never taken for another by a changed letter: Rini is not Rina.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.reading.clean import clean, words_of
from domain.reading.lists.limits import GUESSED_WORDS_MAX, MEMBERS_MAX
from domain.reading.lists.model import ListMember
from domain.reading.lists.words import NAME_TITLES, NO_NAMES
from domain.reading.spelling import one_slip_apart, squeeze

# From so many letters on a changed letter is a slip; below it only a lost, doubled or swapped one is.
CHANGED_LETTERS_MIN = 5
BEGINNING_LETTERS_MIN = 3
_NAME_WORDS_MAX = 5
_VOWELS = frozenset("aeiou")
_RT = re.compile(
    r"\brt ?\.? ?0*(\d{1,2})(?: ?/ ?(?:rw ?)?\d{1,2}| ?,? ?rw ?\.? ?\d{1,2})?(?!\d| ?(?:rb|ribu|rebu|k|jt)\b|[.,]\d)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """words: how many words the name took. keys: who fits, in the order of the book. slip: found by likeness."""

    keys: tuple[str, ...]
    words: int
    slip: bool = False


@dataclass(frozen=True)
class Names:
    """The group's names, ready to be looked up."""

    order: tuple[str, ...]
    parts: dict[str, tuple[str, ...]]  # key -> every word of her name and aliases
    first: dict[str, tuple[str, ...]]  # key -> first words: of the name and of each alias
    by_word: dict[str, frozenset[str]]
    joined: dict[str, frozenset[str]]
    full: dict[tuple[str, ...], frozenset[str]]
    initials: frozenset[str] = frozenset()
    nearness: dict[str, tuple[tuple[str, ...], bool]] = field(default_factory=dict)

    def sorted(self, keys: frozenset[str] | set[str]) -> tuple[str, ...]:
        """The keys in the order of the book."""
        return tuple(key for key in self.order if key in keys)


def mark_places(text: str) -> str:
    """The cleaned text with "RT 02/05" as the one word "rt·2", so that its digits are no amount."""
    return _RT.sub(lambda found: f" rt{_in_letters(found[1])} ", text)


def _in_letters(digits: str) -> str:
    return "·" + "".join("abcdefghij"[int(digit)] for digit in str(int(digits)))


def names_of(members: Sequence[ListMember]) -> Names:
    """The look-up of a group. Only the first `MEMBERS_MAX` are known."""
    return _names_of([(one.key, one.name, one.aliases) for one in members[:MEMBERS_MAX]])


def _names_of(members: Sequence[tuple[str, str, tuple[str, ...]]]) -> Names:
    parts: dict[str, tuple[str, ...]] = {}
    first: dict[str, tuple[str, ...]] = {}
    by_word: dict[str, set[str]] = {}
    joined: dict[str, set[str]] = {}
    full: dict[tuple[str, ...], set[str]] = {}
    for key, name, aliases in members:
        ways = [way for text in (name, *aliases) if (way := name_words(text))]
        parts[key] = tuple(dict.fromkeys(word for way in ways for word in way))
        first[key] = tuple(dict.fromkeys(way[0] for way in ways))
        for way in ways:
            full.setdefault(tuple(way), set()).add(key)
            for word in way:
                by_word.setdefault(word, set()).add(key)
            if len(way) > 1:
                for end in range(1, len(way[1]) + 1):
                    joined.setdefault(way[0] + way[1][:end], set()).add(key)
                joined.setdefault("".join(way), set()).add(key)
    return Names(
        tuple(key for key, _, _ in members),
        parts,
        first,
        {word: frozenset(keys) for word, keys in by_word.items()},
        {word: frozenset(keys) for word, keys in joined.items()},
        {way: frozenset(keys) for way, keys in full.items()},
        frozenset(word[0] for words in parts.values() for word in words[1:]),
    )


def name_words(text: str) -> list[str]:
    """The words of a name as they are compared; titles stay only where nothing else is there or in "Mama Rian"."""
    words = [word for word in words_of(mark_places(clean(text[:120]).text)) if not word.isdigit()]
    rest = list(words)
    while len(rest) > 1 and rest[0] in NAME_TITLES and rest[0] != "mama":
        rest.pop(0)
    return rest


def find_name(words: Sequence[str], at: int, names: Names, *, guess: bool) -> Named | None:
    """The name that begins at `at`, None if none does. `guess`: likeness may be used for the first word."""
    whole = _whole(words, at, names)
    if whole:
        return whole
    initial = _behind_initial(words, at, names)
    if initial:
        return initial
    keys, slip = _first_word(words[at], names, guess=guess)
    if not keys:
        return None
    return _further(words, at, names, set(keys), slip=slip)


def _whole(words: Sequence[str], at: int, names: Names) -> Named | None:
    """A full name or alias, the longest: also one that begins with a title ("Mama Rian")."""
    for length in range(min(_NAME_WORDS_MAX, len(words) - at), 1, -1):
        keys = names.full.get(tuple(words[at : at + length]))
        if keys:
            return _further(words, at, names, set(keys), slip=False, taken=length)
    return None


def _behind_initial(words: Sequence[str], at: int, names: Names) -> Named | None:
    """ "S. Aminah", "St Aminah": a short beginning before the second name."""
    word = words[at]
    if len(word) > 3 or at + 1 >= len(words) or word in names.by_word:
        return None
    keys = {
        key
        for key in names.by_word.get(words[at + 1], ())
        if any(one[0] == word[0] and one != words[at + 1] for one in names.first[key])
        and words[at + 1] not in names.first[key]
    }
    return Named(names.sorted(keys), 2) if keys else None


def _first_word(word: str, names: Names, *, guess: bool) -> tuple[tuple[str, ...], bool]:
    if len(word) < 2:
        return (), False
    if word in names.by_word:
        return names.sorted(names.by_word[word]), False
    if word in names.joined:
        return names.sorted(names.joined[word]), False
    if not guess or word in NO_NAMES:
        return (), False
    return _remembered(word, names)


def _remembered(word: str, names: Names) -> tuple[tuple[str, ...], bool]:
    """Likeness, looked for once a word; beyond the limit of different words nothing is guessed any more."""
    if word not in names.nearness:
        if len(names.nearness) >= GUESSED_WORDS_MAX or not names.by_word:
            return (), False
        names.nearness[word] = _nearest(word, names)
    return names.nearness[word]


def _nearest(word: str, names: Names) -> tuple[tuple[str, ...], bool]:
    """Who is meant by likeness: the same but for doubled letters; else a slip; else the beginning or the end."""
    if len(word) > 40 or len(word) < 3:
        return (), False
    thin = squeeze(word)
    same = {known for known in names.by_word if squeeze(known) == thin}
    if same:
        return names.sorted(_keys(same, names)), len(same) > 1
    for fits in (_slipped, _shortened):
        found = {known for known in names.by_word if fits(word, known)}
        if found:
            return names.sorted(_keys(found, names)), True
    if not _VOWELS & set(word):  # "lls", "yyn"
        bare = {known for known in names.by_word if _skeleton(known) == squeeze(word)}
        if bare:
            return names.sorted(_keys(bare, names)), True
    joined = {known for known in names.joined if len(known) >= 7 and one_slip_apart(word, known)}
    return names.sorted({key for known in joined for key in names.joined[known]}), True


def _skeleton(known: str) -> str:
    return squeeze("".join(sign for sign in known if sign not in _VOWELS))


def _keys(words: set[str], names: Names) -> set[str]:
    return {key for word in words for key in names.by_word[word]}


def _slipped(word: str, known: str) -> bool:
    if "·" in known or len(known) < 4 or not one_slip_apart(word, known):
        return False
    if min(len(word), len(known)) >= CHANGED_LETTERS_MIN:
        return True
    changed = len(word) == len(known) and sorted(word) != sorted(known)
    return not changed and word[0] == known[0]


def _shortened(word: str, known: str) -> bool:
    """ "nen" or "neng" for Neneng."""
    return len(known) > len(word) >= BEGINNING_LETTERS_MIN and (
        known.startswith(word) or known.endswith(word)
    )


def changed_a_letter(word: str, names: Names) -> tuple[str, ...]:
    """Who may be meant by a short name with another letter in it: candidates for a question, never more."""
    if not 3 <= len(word) <= 12 or word in NO_NAMES or len(names.nearness) >= GUESSED_WORDS_MAX:
        return ()
    near = {known for known in names.by_word if len(known) >= 4 and one_slip_apart(word, known)}
    return names.sorted(_keys(near, names))


def _further(
    words: Sequence[str], at: int, names: Names, keys: set[str], *, slip: bool, taken: int = 1
) -> Named:
    """The words behind the first that belong to the name: the second name, its beginning or its first letter."""
    end = at + taken
    used = set(words[at:end])
    while end < len(words) and end - at < _NAME_WORDS_MAX:
        word = words[end]
        fitting = {key for key in keys if _belongs(word, names.parts[key], used)}
        if not fitting:
            typed = len(keys) > 1 and word not in NO_NAMES and word not in names.by_word
            fitting = {key for key in keys if typed and any(_slipped(word, one) for one in names.parts[key])}
            slip = slip or bool(fitting)
        if not fitting:
            break
        keys = fitting
        used.add(word)
        end += 1
    return Named(names.sorted(keys), end - at, slip)


def _belongs(word: str, parts: tuple[str, ...], used: set[str]) -> bool:
    rest = [one for one in parts if one not in used and not any(one.startswith(each) for each in used)]
    if word in NO_NAMES and word not in rest:
        return False
    return any(one.startswith(word) or squeeze(one) == squeeze(word) for one in rest)

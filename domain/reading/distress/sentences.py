"""How does a message become sentences of words with their meanings? Spelling tricks and missing spaces are undone here.

"d1pukul", "p*kul", "P U K U L", "mukul2in" and "sayadipukul" are read like the words they stand for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from domain.reading.clean import clean
from domain.reading.distress.families import FAMILY_NAMES, FAMILY_TAGS, families_of
from domain.reading.distress.forms import BARE_OF_A_VOWEL, Form, find_form, find_slipped_form, without_a_vowel
from domain.reading.distress.harmless import HARMLESS_WORDS
from domain.reading.distress.ordinary import ORDINARY
from domain.reading.distress.people import PERSON_TAGS, find_person
from domain.reading.distress.roots import OFTEN, TAG_OF
from domain.reading.distress.slips import find_core_word
from domain.reading.distress.words import WORD_TAGS
from domain.reading.spelling import one_slip_apart, squeeze

WORD_CHARS_MAX = 40
_PIECE_CHARS_MAX = 13
_SENTENCE_WORDS_MAX, _OVERLAP_WORDS = 80, 16
_TOKENS = re.compile(r"[a-z0-9@$*·]+|[.;!?\n,:]")
_ENDS = frozenset(".;!?\n")
_LEET = str.maketrans(
    {
        "4": "a",
        "@": "a",
        "3": "e",
        "1": "i",
        "0": "o",
        "5": "s",
        "$": "s",
        "7": "t",
        "8": "b",
        "9": "g",
        "6": "g",
    }
)
_REDOUBLED = re.compile(r"([a-z]{2,})2([a-z]*)")
_ANIMALS = frozenset(
    "kucing ayam kambing sapi bebek babi anjing itik kerbau domba ikan kelinci burung kuda".split()
)
_FATHERS = frozenset(
    "bapaknya bapake bapakne bapane bapana bpknya bapanya ayahnya ayahe papanya abahnya".split()
)
_INDECENT = frozenset("porno bokep dewasa mesum biru panas jorok saru".split())
_HOW_JAVANESE = frozenset(
    "abot kesel lara loro susah mumet sedih ngelu angel rekoso sumpek pegel kok bener".split()
)
_COLLECTING = frozenset("keliling harian tagih nagih kredit panagih managih penagih".split())
_OFFICERS = frozenset("bank bang tukang petugas orang org yang yg nang urang sing nu wong".split())
_PLACES = frozenset("di d ke dari nang ning dina ka".split())
_LETTERS_APART_MIN = 3
_YOUNG = frozenset("nona gadis cewek cah nyong ading ana".split())
_SMALL = frozenset("kici kecil kacil cilik leutik halus".split())
_PASSIVE_APART = frozenset({"d", "di", "dipun"})
_LITTLE = frozenset({"kecil", "bungsu", "sulung", "tole", "adek", "bontot"})
_GLUE = frozenset(
    (
        "yang yg di ke dan itu ini banget bgt terus aku kami tadi nya sih deh kali malam malem semalam "
        "kemarin karena krn tp tapi habis abis lah "
    ).split()
)
_VOWELS = str.maketrans("", "", "aeiou")
# Only words that a rule can begin with or lean on; a phone or a pond is not guessed at.
_WITHOUT_A_VOWEL = {
    bent: word
    for word, tags in sorted({**WORD_TAGS, **PERSON_TAGS}.items())
    if not tags <= set(HARMLESS_WORDS)
    for bent in without_a_vowel(word)
    if len(bent) >= 4 and bent not in WORD_TAGS and bent not in PERSON_TAGS and bent not in ORDINARY
}
# Written without vowels: "gntung", "bnh", "hdp", "tkt".
_BONES = {
    word.translate(_VOWELS): word
    for word in "gantung bunuh hidup takut racun minum pulang mabok berani sanggup gampar tampar tendang".split()
}
_HEARD = str.maketrans("oe", "ui")
_LETTERS_HEARD_MIN = 5
_CORE = frozenset("bunuh hidup takut racun gantung pulang mabuk bundir sanggup sungai".split())
_NAMES_OF_THINGS = frozenset({"thing", "beaten_thing"})


@dataclass(frozen=True)
class Word:
    """One word: its letters, what it may mean, and the verb in it."""

    text: str
    tags: frozenset[str] = frozenset()
    form: Form | None = None

    @property
    def known(self) -> bool:
        """Whether any table knows it."""
        return bool(self.tags or self.form)


_NO_WORD = Word("")


@dataclass(frozen=True)
class Sentence:
    """The words between two full stops, with questions asked of them by place."""

    words: tuple[Word, ...]
    asked: bool = False

    @cached_property
    def _all_tags(self) -> frozenset[str]:
        return frozenset().union(*(word.tags for word in self.words))

    def at(self, tag: str) -> list[int]:
        """The places of the words that may mean `tag`."""
        return [at for at, word in enumerate(self.words) if tag in word.tags]

    def has(self, *tags: str) -> bool:
        """Whether any word may mean one of `tags`."""
        return not self._all_tags.isdisjoint(tags)

    def near(self, at: int, tags: str | tuple[str, ...], before: int, after: int) -> int | None:
        """The place of the nearest word that may mean one of `tags` around `at` (itself left out), or None."""
        wanted = (tags,) if isinstance(tags, str) else tags
        places = range(max(0, at - before), min(len(self.words), at + after + 1))
        found = [
            place for place in places if place != at and any(tag in self.words[place].tags for tag in wanted)
        ]
        return min(found, key=lambda place: abs(place - at)) if found else None

    def text(self, at: int) -> str:
        """The letters at a place, "" beyond the ends."""
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def tags(self, at: int) -> frozenset[str]:
        """The meanings at a place, none beyond the ends."""
        return self.words[at].tags if 0 <= at < len(self.words) else frozenset()


def sentences_of(text: str) -> Iterator[Sentence]:
    """The sentences of a message."""
    words: list[Word] = []
    for part in _joined(_TOKENS.findall(clean(text).text)):
        if part in _ENDS:
            yield from _of_bounded_length(in_context(words), asked=part == "?")
            words = []
        elif part not in ",:":
            words.extend(words_in(part))
    yield from _of_bounded_length(in_context(words))


def _of_bounded_length(words: list[Word], *, asked: bool = False) -> Iterator[Sentence]:
    """A sentence; without a full stop in sight, overlapping parts of it, so that the time stays linear."""
    for start in range(0, len(words), _SENTENCE_WORDS_MAX - _OVERLAP_WORDS):
        if start == 0 or len(words) > start + _OVERLAP_WORDS:
            yield Sentence(tuple(words[start : start + _SENTENCE_WORDS_MAX]), asked)


def _joined(parts: list[str]) -> Iterator[str]:
    """Three and more single letters in a row are one word written apart; "d pukul" is "dipukul"."""
    run: list[str] = []
    for before, part in zip(["", *parts], [*parts, "\n"], strict=True):
        if len(part) == 1 and part.isalpha():
            run.append(part)
            continue
        yield from ["".join(run)] if len(run) >= _LETTERS_APART_MIN else run
        run = []
        yield _with_its_beginning(before, part)


def in_context(words: list[Word]) -> list[Word]:
    """The words with what only their neighbours tell: whose child, which "temen", which officer."""
    return [_beside(words, at) for at in range(len(words))]


def _beside(words: list[Word], at: int) -> Word:
    word = words[at]
    before = words[at - 1] if at else _NO_WORD
    two_before = words[at - 2] if at > 1 else _NO_WORD
    after = words[at + 1] if at + 1 < len(words) else _NO_WORD
    if "child" in word.tags and (
        before.text in _FATHERS or (two_before.text in _FATHERS and "child" in before.tags)
    ):
        return replace(word, tags=frozenset({"husband", "perp"}))  # "bapaknya anak-anak" is her own man
    if word.text == "ana" and (before.text in ("pung", "pu", "beta") or before.form):
        return replace(word, tags=word.tags | {"child"})  # Kupang; in Javanese "ana" is "there is"
    if (word.text in _YOUNG and after.text in _SMALL) or (word.text in _SMALL and before.text in _YOUNG):
        return replace(word, tags=frozenset({"child"}))  # Kupang "nona kici": a little girl
    if "child" in word.tags and after.text in _ANIMALS and word.text.startswith("anak"):
        return replace(word, tags=frozenset({"insect", "thing"}))
    if not word.known and _is_nearly_dying(word.text, before, after):
        return Word("mati", frozenset({"die"}))
    if "story" in word.tags and after.text in _INDECENT:
        return Word(word.text, frozenset({"picture", "nude"}))
    if word.text in ("temen", "tenan") and before.text in _HOW_JAVANESE:
        return Word(word.text, frozenset({"now_state"}))  # "abot temen": heavy indeed, no friend
    if "padded" in word.tags and before.text in _PLACES and two_before.form:
        return replace(word, tags=word.tags - _NAMES_OF_THINGS)  # "dipukul di kasur": where it happened
    if word.text in _COLLECTING and before.text in _OFFICERS:
        return replace(word, tags=word.tags | {"collector"})
    return word


def _is_nearly_dying(text: str, before: Word, after: Word) -> bool:
    """ "Pengen mayi", "mau mat aja": too short to be guessed at, unless she wishes it and says nothing more."""
    ends = not after.text or bool(after.tags & {"just", "title"})
    wished = bool(before.tags & {"want", "better"}) and before.text != "coba"
    near = 3 <= len(text) <= 5 and text.isalpha() and text not in ORDINARY and text[0] in "mn"
    return near and wished and ends and one_slip_apart(text, "mati")


def _with_its_beginning(before: str, part: str) -> str:
    """The part with the "di" or "si" that was written apart from it, if only together they are known."""
    if before == "si" and part in _LITTLE:
        return "sikecil"
    if (
        before not in _PASSIVE_APART
        or not part.isalpha()
        or words_in(part)[0].tags - FAMILY_NAMES
        or part in ORDINARY
    ):
        return part
    together = "di" + part
    alone = find_form(part) is not None or together in ORDINARY
    # "Di sawit" is a place: behind a whole "di", only the verb as it should be is believed.
    found = find_form(together) or (
        (before == "d" or part in BARE_OF_A_VOWEL) and find_slipped_form(together)
    )
    return together if not alone and found else part


@lru_cache(maxsize=16_384)
def words_in(token: str) -> tuple[Word, ...]:
    """What one token of a message means: mostly one word, several when the spaces were left out."""
    if len(token) > WORD_CHARS_MAX:
        return (Word(token[:WORD_CHARS_MAX]),)
    if token.isdigit():
        return (Word(token, frozenset({"number"})),)
    if not token.isalpha():
        return _unmasked(token)
    found = _looked_up(token)
    surely = found.form or found.tags - FAMILY_NAMES or token in FAMILY_TAGS
    if surely or token in ORDINARY:
        return (found,)
    return _taken_apart(squeeze(token)) or (found,)


def _looked_up(token: str) -> Word:
    """The word as it stands, else thinned, else without its "-nya", else with a slip of the finger undone."""
    thin = squeeze(token)
    # Javanese is written with and without its h: "dijedhotke", "dijedotke".
    for spelled in dict.fromkeys((token, thin, thin.replace("dh", "d").replace("th", "t"))):
        word = _known_as(spelled)
        if word.form or spelled in WORD_TAGS or find_person(spelled):
            return word
    if token in ORDINARY or token in FAMILY_TAGS or thin in FAMILY_TAGS:
        whole = token if token in FAMILY_TAGS or token in ORDINARY else thin
        return Word(whole, families_of(token) | families_of(thin))
    for ending in ("nya", "na", "ne"):
        if thin.endswith(ending) and len(thin) > 5 and thin[: -len(ending)] in WORD_TAGS:
            return Word(thin, WORD_TAGS[thin[: -len(ending)]] | families_of(thin))
    own = WORD_TAGS.get(thin[:-2], frozenset()) if thin.endswith("ku") else frozenset()
    if "body" in own:
        return Word(thin, own | {"self"})
    slipped = (
        _WITHOUT_A_VOWEL.get(thin)
        or _by_its_bones(thin)
        or find_core_word(token)
        or find_core_word(thin)
        or _other_vowel(thin)
    )
    if slipped:
        return _known_as(slipped)
    form = find_slipped_form(thin) or (find_slipped_form(token) if token != thin else None)
    return Word(token, families_of(thin), form)


def _known_as(spelled: str) -> Word:
    tags = WORD_TAGS.get(spelled, frozenset()) | find_person(spelled) | families_of(spelled)
    return Word(spelled, tags, find_form(spelled))


def _by_its_bones(thin: str) -> str | None:
    whole = _BONES.get(thin.translate(_VOWELS)) if 3 <= len(thin) <= 6 else None
    return whole if whole and _mostly_bones(thin, whole) else None


def _other_vowel(thin: str) -> str | None:
    """The word that is written with "o" for "u" or "e" for "i", as many speak: "bunoh", "gantong", "racon"."""
    if len(thin) < _LETTERS_HEARD_MIN:
        return None
    heard = thin.translate(_HEARD)
    for spelled in dict.fromkeys((thin.replace("o", "u"), thin.replace("e", "i"), heard)):
        if spelled != thin and (spelled in _CORE or ((form := find_form(spelled)) and form.root in OFTEN)):
            return spelled
    return None


def _mostly_bones(token: str, whole: str) -> bool:
    return token[0] == whole[0] and len(token) - len(token.translate(_VOWELS)) <= 1 and token not in ORDINARY


def _unmasked(token: str) -> tuple[Word, ...]:
    """A token with digits or signs among its letters: "anak2", "m4ti", "p*kul"; an amount stays what it is."""
    doubled = _REDOUBLED.fullmatch(token)
    if token in WORD_TAGS:
        return (Word(token, WORD_TAGS[token]),)
    if doubled:
        return (*words_in(doubled[1] + doubled[2]), Word("2", frozenset({"doubled"})))
    if not any(sign.isalpha() for sign in token):
        return (Word(token),)
    guesses = [token.translate(_LEET), token.replace("1", "l").translate(_LEET)]
    if "*" in token:
        guesses = [token.translate(_LEET).replace("*", vowel) for vowel in ("u", "a", "i", "o", "e", "")]
    elif token[0].isdigit() or sum(sign.isdigit() for sign in token) > len(token) / 2:
        guesses = []
    for guess in guesses:
        if guess.isalpha() and _looked_up(guess).known:
            return (_looked_up(guess),)
    return (Word(token),)


def _taken_apart(token: str) -> tuple[Word, ...]:
    """The known words a long token is made of, if it is made of known words only; else empty."""
    if len(token) < 7 or not _holds_a_root(token):
        return ()
    ways: list[list[str] | None] = [[]] + [None] * len(token)
    for end in range(2, len(token) + 1):
        for start in range(max(0, end - _PIECE_CHARS_MAX), end - 1):
            way = ways[start]
            if way is not None and _is_piece(token[start:end]):
                candidate = [*way, token[start:end]]
                if ways[end] is None or len(candidate) < len(ways[end] or ()):
                    ways[end] = candidate
    pieces = ways[-1]
    return tuple(_looked_up(piece) for piece in pieces) if pieces and len(pieces) > 1 else ()


def _holds_a_root(token: str) -> bool:
    return any(
        token[start:end] in TAG_OF or token[start:end] in _STRONG
        for start in range(len(token) - 3)
        for end in range(start + 4, min(len(token), start + 10) + 1)
    )


_STRONG = frozenset(
    word for word, tags in WORD_TAGS.items() if len(word) >= 4 and not tags & _NAMES_OF_THINGS
)


@lru_cache(maxsize=4_096)
def _is_piece(piece: str) -> bool:
    if piece in WORD_TAGS or piece in PERSON_TAGS or piece in _GLUE:
        return len(piece) > 2 or piece in ("di", "ga", "gk", "sy", "aq", "gw", "mo", "ku", "lg")
    form = find_form(piece) if len(piece) >= 5 else None
    return form is not None and form.sure

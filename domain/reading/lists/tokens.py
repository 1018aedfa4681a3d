"""What pieces one line of a list is made of: names, amounts, kinds, states, signs.

It only names the pieces; what they mean together is decided in `lines.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from domain.reading.clean import PHRASE_WORDS_MAX, clean
from domain.reading.lists.limits import BARE_MIN
from domain.reading.lists.naming import Names, changed_a_letter, find_name, mark_places
from domain.reading.lists.words import NAME_TITLES, VOCABULARY, Tok
from domain.reading.number_grammar import Doubt, read_number
from domain.reading.number_words import Numeral, Part, find_number_word, split_joined

_PAID_SIGNS = dict.fromkeys("✅✔☑🆗👌👍💯🗸", " centangtanda ")
_UNPAID_SIGNS = dict.fromkeys("❌✖✗✘🚫⛔☒☐⬜◻🔲❎", " silangtanda ")
_WAIT_SIGNS = dict.fromkeys("⏳⌛🔜", " tungguantanda ")
_SIGNS = str.maketrans(
    {
        **_PAID_SIGNS,
        **_UNPAID_SIGNS,
        **_WAIT_SIGNS,
        "🔟": "10. ",
        "〃": " idem ",
        "❓": " ? ",
        "❔": " ? ",
        "➖": " - ",
        "➕": " + ",
        "\u20e3": ". ",
        "→": " = ",
        "➡": " = ",
    }
)
_MARKED_WORD = re.compile(
    r"\b(ibu|teman|orang|anak|kawan|warga|titip|msg|sewang|bapa|bu|ema|emak|jajan|buru|cape|teteh|bala|jeng)2\b"
)
# "marah2" is "marah-marah"; "tati2" may be Tati and an amount.
_DOUBLED = re.compile(r"(?<![a-z·])([a-z]{3,})2(?![\d.,]| ?(?:rb|ribu|rebu|k|jt|x)\b)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# "5️⃣rb" is an amount and "1️⃣0️⃣ Rina" the tenth line.
_KEYCAP = re.compile(r"(\d)\ufe0f?\u20e3(?=\s*(?:rb|ribu|rebu|rbu|k|jt|juta|[.,]?000)\b|\d\ufe0f?\u20e3)")
_KEYCAP_TEN = re.compile(r"🔟(?=\s*(?:rb|ribu|rebu|rbu|k|jt|juta|[.,]?000)\b)")
# "10.ooo": letters for noughts, which make it a guess.
_LETTER_NOUGHTS = re.compile(r"(?<=\d)[.,](?=[o0]*o[o0]*\b)")
# "5-10rb", "5 s/d 10rb": no amount, but from one to another.
_RANGE = re.compile(
    r"(?<![\d.,/-])\d{1,3} ?(?:-|s ?/ ?d|sd|sampai|sampe|smp) ?\d{1,3} ?(?:rb|ribu|rebu|rbu|k|jt|juta)\b"
)
# "1/2 nya": a part of something nobody here counts.
# "10.rb" is 10rb.
_UNIT_DOT = re.compile(r"(?<=\d)\.(?= ?(?:rb|ribu|rebu|k)\b)")
_FRACTION = re.compile(
    r"(?<![\d.,/])(?:1/[234]|3/4)(?= ?(?:nya|na|dari|kg|jt|juta)\b)"
    r"|\b(?:setengah|stengah|separuh|separo|satengah|sapalih|setengae)(?:nya|na|ne|e)?\b(?! (?:jt|juta|hari|jam))"
)
_PRICE_END = re.compile(
    r"(?<=[\da-z])(?<!rp)\s?[.,]\s?[-=]+(?!\s?\d)|(?<=[\da-z])-+(?=\s*$)|(?<=\d)[.,]00(?![\d.,])(?<=\d{3}[.,]00)"
)
_DOTS = re.compile(r"\.{2,}|-{2,}|_+|…")
_CURRENCY = re.compile(r"\b(?:rp|idr|rph)\s*\.?\s*(?=\d)")
_INITIAL_DOT = re.compile(
    r"(?<![a-z0-9])([a-z]{1,2}|" + "|".join(sorted(NAME_TITLES, key=len, reverse=True)) + r")\.(?=\s*[a-z])"
)
# "Siti R.: 10rb", "Siti A., Yuyun": the dot of an initial ends nothing.
_LETTER_DOT = re.compile(r"(?<![a-z0-9.])(?<![0-9] )([a-z])\.(?!\d{3})(?=\s|[^\sa-z.]|$)")
_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?: 000)+(?![\d.,]*\d)")
_SPLIT_GROUP = re.compile(r"(?<=\d)(\. | \.| \. )(?=\d{3}(?!\d))")
_IN_BRACKETS = re.compile(r"(?<=[a-z]) ?\(([a-z]{1,20})\)")
# "w10 s5", "w: 10 s: 5", "10w 5s", "10 (w)": letters for the kinds, where a w is among them.
_KIND_LETTER = re.compile(r"(?<![a-z·])([ws]) ?[:=]? ?(?=\d)|(?<=\d) ?\(?([ws])\)?(?![a-z])")
_HEADER = re.compile(r"\bnama\b.*\bw\b|\bw\b.*\bnama\b")
_HEADER_LETTER = re.compile(r"\b[ws]\b")
_KIND_LETTERS = {"w·": "wajib", "s·": "sukarela"}
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[a-z·]+|[^\sa-z\d]|\n")
_MARKS = {
    "+": Tok.PLUS, "&": Tok.AND, ",": Tok.COMMA, ";": Tok.STOP, ".": Tok.STOP, ":": Tok.COLON, "=": Tok.EQUALS,
    "(": Tok.OPEN, "[": Tok.OPEN, "-": Tok.MINUS, "*": Tok.TIMES, "?": Tok.ASKED, "@": Tok.EACH, "|": Tok.COMMA,
    "/": Tok.COMMA, "½": Tok.LOST, "\n": Tok.STOP,
}  # fmt: skip
_UNITS = (Part.TIMES_TEN, Part.PLUS_TEN, Part.TIMES_HUNDRED, Part.SCALE)
_CELL = re.compile(r"(?<!\S)(?:-(?!\S)|(?:rp ?)?\d[\d.,]*(?: ?(?:rb|ribu|k)\b)?(?![\w/]))")
_DASH = re.compile(r"(?<!\S)-(?!\S)")
_ENDS = re.compile(r"\s*(?:[,;|)]|$)")
_RUN_MAX = 12
_ANSWERS = frozenset("ok oke okey siap iya ya muhun nuhun makasih mksh sip baik enya mangga".split())
# "Mamah Rian": behind these stands her child's name, which is never likened to a member's.
_MOTHERS = frozenset("mama mamah mamanya mamahnya mamak ibunya umi ummi emak emaknya mak".split())
# "~Popon 10rb~" is what WhatsApp shows crossed out: a woman with her amount is taken off the list.
_CROSSED = re.compile(r"(?<![^\s(.)-])~(?=\S)([^~\n]{3,80})(?<=\S)~(?!\w)")
_NAMED_SUM = re.compile(r"[^\W\d_]{3}.*\d")
# Between two initials of women of one name: "siti a, r 10", "siti a sama r 10".
_JOINS = frozenset(", & + dan dn sama sm jeung sareng karo".split())
_EITHER = re.compile(r"(?<![a-z0-9])([a-z]) ?/ ?([a-z])(?![a-z0-9])")
# The smallest coin: a number read from several words that is no multiple of it is more than one amount.
_COIN_MIN = 50


@dataclass(frozen=True, slots=True)
class Token:
    """One piece. keys: who a NAME may be. value, bare, doubt: of an AMOUNT; doubt "ask": its value would be a guess."""

    tok: Tok
    text: str = ""
    word: str = ""
    keys: tuple[str, ...] = ()
    slip: bool = False
    value: int = 0
    bare: bool = False
    doubt: str = ""


def plain_line(raw: str) -> str:
    """The line in plain letters, with the signs for paid and not paid as words, and places ("RT 02") as one word."""
    raw = _ADDRESS.sub(" ", raw)
    raw = _KEYCAP_TEN.sub("10", _KEYCAP.sub(r"\1", raw))
    raw = _CROSSED.sub(lambda found: f"{found[1]} dicoret " if _NAMED_SUM.search(found[1]) else found[0], raw)
    digits = "".join(_as_number(sign) for sign in raw.translate(_SIGNS))
    text = _MARKED_WORD.sub(r"\1", clean(digits).text.replace("_", " ").replace("\n", " "))
    return mark_places(re.sub(r"\s+", " ", text).strip())


def _as_number(sign: str) -> str:
    """A circled digit numbers a line."""
    if unicodedata.category(sign) != "No" or sign in "²³¹½¼¾":
        return sign
    digit = unicodedata.numeric(sign, -1)
    return f"{int(digit)}. " if digit >= 1 and digit == int(digit) else sign


def with_empty_cells(text: str, columns: int) -> str:
    """A row of a table without bars: "rina 10.000 - 2.000" under three kinds, its lone dash a nought."""
    cells = _CELL.findall(text)
    whole = len(cells) in (columns, columns + 1)  # with the column "jumlah"
    return _DASH.sub("0", text) if columns > 1 and whole and "|" not in text else text


def lex(text: str, names: Names) -> list[Token]:
    """The pieces of a plain line, in their order; words without weight are left out."""
    text = _DOUBLED.sub(
        lambda found: f"{found[1]} 2" if _is_kind(found[1]) else found[found[1] not in names.by_word], text
    )
    text = _UNIT_DOT.sub("", text)
    text = _FRACTION.sub(" ½ ", _RANGE.sub(" ½ ", _LETTER_NOUGHTS.sub("", text)))
    text = _DOTS.sub(" ", _CURRENCY.sub(" ", _PRICE_END.sub(" ", text)))
    text = _IN_BRACKETS.sub(lambda found: f" {found[1]} " if _is_of_name(found[1], names) else found[0], text)
    text = _EITHER.sub(lambda found: " " if {found[1], found[2]} <= names.initials else found[0], text)
    text = _SPLIT_GROUP.sub(".", _LETTER_DOT.sub(r"\1 ", _INITIAL_DOT.sub(r"\1 ", text)))
    if _HEADER.search(text):
        text = _HEADER_LETTER.sub(lambda found: _KIND_LETTERS[f"{found[0]}·"], text)  # "no nama w s"
    if any("w" in found.groups() for found in _KIND_LETTER.finditer(text)):
        text = _KIND_LETTER.sub(lambda found: f" {found[1] or found[2]}· ", text)
    text = _THOUSANDS.sub(lambda found: found[0].replace(" ", "."), text)
    found = [(hit[0], hit.start(), hit.end()) for hit in _TOKEN.finditer(text)]
    words = [word for word, _, _ in found]
    out: list[Token] = []
    at = 0
    while at < len(words):
        token, taken = _next(words, at, names)
        if token.tok is Tok.MINUS:
            token = _minus(text, found[at], out)
        if token.tok is Tok.AMOUNT:
            token = _glued(token, text, found, at, taken)
        if token.tok is not Tok.FILLER:
            out.append(token)
        at += taken
    return out


def _is_kind(word: str) -> bool:
    return VOCABULARY.get((word,), (Tok.UNKNOWN, ""))[0] is Tok.KIND


def _is_of_name(word: str, names: Names) -> bool:
    """ "Siti (A)", "Siti (Rohmah)"; but "(w)" is a kind."""
    return word in names.by_word or (len(word) <= 2 and word not in ("w", "s") and word[0] in names.initials)


def _next(words: Sequence[str], at: int, names: Names) -> tuple[Token, int]:
    word = words[at]
    if word in _MARKS:
        return Token(_MARKS[word], word), 1
    if not word[0].isalnum() and "·" not in word:
        return Token(Tok.FILLER, word), 1
    if word[0].isdigit():
        return _amount(words, at)
    if word == "x":
        number_near = any(words[near][0].isdigit() for near in (at - 1, at + 1) if 0 <= near < len(words))
        return (Token(Tok.TIMES, word) if number_near else Token(Tok.STATUS, word, "unpaid")), 1
    if word in _KIND_LETTERS:
        return Token(Tok.KIND, word, _KIND_LETTERS[word], doubt="confirm"), 1
    if word in NAME_TITLES and (word,) not in names.full and at + 1 < len(words):
        following = find_name(words, at, names, guess=False)
        if following is None or following.words == 1:
            title = find_name(words, at + 1, names, guess=True) if words[at + 1][0].isalpha() else None
            if title and (words[at + 1] not in NAME_TITLES or (words[at + 1],) in names.full):
                return Token(Tok.TITLE, word), 1
    exact = find_name(words, at, names, guess=False)
    phrase, taken = _phrase(words, at)
    if exact and not (phrase and taken > exact.words):
        return Token(
            Tok.NAME, " ".join(words[at : at + exact.words]), keys=exact.keys, slip=exact.slip
        ), exact.words
    if phrase and not (phrase[0] in (Tok.FILLER, Tok.TITLE) and _begins_number(words, at)):
        if phrase[0] is Tok.TITLE:
            return _title(words, at, names)
        return Token(phrase[0], " ".join(words[at : at + taken]), phrase[1]), taken
    number = _amount(words, at)
    if number[0].tok is not Tok.UNKNOWN:
        return number
    kind = _kind_with_ending(word)
    return (Token(Tok.KIND, word, kind), 1) if kind else _unknown(words, at, names)


def _kind_with_ending(word: str) -> str:
    """ "lebarannya", "sosialna", "sukarelane": the kind, "" if it is none."""
    for ending in ("nya", "na", "ne", "e"):
        stem = VOCABULARY.get((word.removesuffix(ending),)) if word.endswith(ending) else None
        if stem is not None and stem[0] is Tok.KIND:
            return stem[1]
    return ""


def _title(words: Sequence[str], at: int, names: Names) -> tuple[Token, int]:
    """A title with no name behind it may be the beginning of a name: "neng 10"; but "ok neng" answers somebody."""
    if at and words[at - 1] in _ANSWERS:
        return Token(Tok.TITLE, words[at]), 1
    found = find_name(words, at, names, guess=True) if words[at] in ("neng", "nok", "cucu", "mimin") else None
    near = [known for known in names.by_word if words[at] == "neng" and known.endswith("neng")]
    if not found and len(near) == 1:
        return Token(Tok.NAME, words[at], keys=names.sorted(names.by_word[near[0]]), slip=True), 1
    return Token(Tok.TITLE, words[at]), 1


def _unknown(words: Sequence[str], at: int, names: Names) -> tuple[Token, int]:
    guessed = find_name(words, at, names, guess=True)
    if guessed and not (guessed.slip and at and words[at - 1] in _MOTHERS):
        token = Token(
            Tok.NAME, " ".join(words[at : at + guessed.words]), keys=guessed.keys, slip=guessed.slip
        )
        return token, guessed.words
    word = words[at]
    if len(word) == 1:
        follows = at + 1 < len(words) and words[at + 1][0].isdigit()
        alone = at > 1 and words[at - 1] in _JOINS and (follows or len(words[at - 2]) == 1)
        keys = names.sorted(
            {key for key, parts in names.parts.items() if any(one[0] == word for one in parts[1:])}
        )
        return (
            Token(Tok.UNKNOWN, word, keys=keys) if alone else Token(Tok.FILLER, word)
        ), 1  # "siti a 10, r 10"
    return Token(Tok.UNKNOWN, word, keys=changed_a_letter(word, names)), 1


def _phrase(words: Sequence[str], at: int) -> tuple[tuple[Tok, str] | None, int]:
    for length in range(min(PHRASE_WORDS_MAX, len(words) - at), 0, -1):
        meaning = VOCABULARY.get(tuple(words[at : at + length]))
        if meaning is not None:
            return meaning, length
    return None, 0


def _begins_number(words: Sequence[str], at: int) -> bool:
    """ "sa rebu": a small word that is a number before its unit."""
    one = find_number_word(words[at])
    unit = find_number_word(words[at + 1]) if one and at + 1 < len(words) else None
    return bool(one and one.part is not Part.PREFIX and unit and unit.part in _UNITS)


def _amount(words: Sequence[str], at: int) -> tuple[Token, int]:
    """The longest run of number words and digits from here that is one number."""
    run: list[list[Numeral]] = []
    for word in words[at : at + _RUN_MAX]:
        parts = _numerals(word, words, at + len(run))
        if not parts:
            break
        run.append(parts)
    for length in range(len(run), 0, -1):
        number = read_number([one for parts in run[:length] for one in parts])
        if number is None or (number.doubt is Doubt.ASK and length > 1):
            continue
        if number.value >= 10**16:
            break
        if length > 1 and number.value >= BARE_MIN and number.value % _COIN_MIN:
            continue  # "duapuluh ribu sepuluh wajib": two amounts
        bare = number.bare and number.value < BARE_MIN
        doubt = "ask" if number.doubt is Doubt.ASK else "confirm" if number.doubt is Doubt.CONFIRM else ""
        text = " ".join(words[at : at + length])
        if bare and doubt != "ask" and words[at + length : at + length + 1] in (["ribuan"], ["rebuan"]):
            return Token(Tok.AMOUNT, text, value=number.value * 1_000, doubt="confirm"), length + 1
        return Token(Tok.AMOUNT, text, value=number.value, bare=bare, doubt=doubt), length
    if words[at][0].isdigit():
        return Token(Tok.LOST, words[at]), 1
    alone = find_number_word(words[at])
    if alone and alone.part is Part.SCALE and len(words[at]) > 1:
        return Token(Tok.LOST, words[at]), 1  # "seplh ribu": how many, nobody can read
    return Token(Tok.UNKNOWN, words[at]), 1


def _numerals(word: str, words: Sequence[str], at: int) -> list[Numeral] | None:
    if word[0].isdigit():
        return [Numeral(Part.LITERAL, text=word)]
    one = find_number_word(word)
    if one and one.part is Part.PREFIX:
        unit = find_number_word(words[at + 1]) if at + 1 < len(words) else None
        return [Numeral(Part.DIGIT, 1)] if unit and unit.part in _UNITS else None
    return [one] if one else split_joined(word)


def _glued(token: Token, text: str, found: Sequence[tuple[str, int, int]], at: int, taken: int) -> Token:
    """ "25ooo", "10rban": letters written against the digits that are no unit make the amount a guess."""
    end = found[at + taken - 1][2]
    if at and found[at - 1][0] in ("l", "i", "o") and found[at - 1][2] == found[at][1]:
        return Token(Tok.LOST, token.text)  # "l0rb"
    after = text[end : end + 1]
    if (
        token.text[-1:].isdigit()
        and after.isalpha()
        and not re.match(
            r"(?:x|lbr|lb|lembar|org|orang|bln|bulan|kg|kilo|ons|gr|ltr|bks|dus|pcs|biji)\b|x\d", text[end:]
        )
    ):
        return Token(Tok.LOST, token.text)
    perak = re.match(r" ?perak\b", text[end : end + 7])
    if perak and token.bare:
        return Token(Tok.AMOUNT, token.text, value=token.value, doubt="confirm")
    return token


def _minus(text: str, hit: tuple[str, int, int], before: Sequence[Token]) -> Token:
    """A dash between words or after a number only separates; written against the digits behind a gap it is a minus."""
    _, start, end = hit
    close = text[end : end + 1].isdigit()
    apart = start > 0 and text[start - 1] == " "
    if close and apart and before:
        return Token(Tok.MINUS, "-")
    if before and before[-1].tok is Tok.NAME and (apart or not close) and _ENDS.match(text, end):
        return Token(Tok.STATUS, "-", "unpaid")  # "Dedeh -, Popon 2rb"
    if (before and before[-1].text in ("|", "/")) or ("|" in text and not text[end:].strip()):
        return Token(Tok.AMOUNT, "0", bare=True)  # an empty column
    if before and before[-1].tok is Tok.KIND and not text[end:].lstrip()[:1].isdigit():
        return Token(Tok.AMOUNT, "0", bare=True)  # "wajib 10rb sukarela -"
    if apart and not text[end:].strip() and before and before[-1].tok is Tok.AMOUNT:
        return Token(Tok.AMOUNT, "0", bare=True)  # "2 neneng 10 -": the last column is empty
    if not text[end:].strip(" )") and before and not any(one.tok is Tok.AMOUNT for one in before):
        return Token(Tok.STATUS, "-", "unpaid")
    return Token(Tok.FILLER, "-")

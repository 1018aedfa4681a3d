"""To whom is a line told, and who tells it? A name that is only called has given nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.reading.lists.naming import Names
from domain.reading.lists.parts import Who
from domain.reading.lists.preparing import STARTS, WORTH
from domain.reading.lists.tokens import Token, lex, plain_line
from domain.reading.lists.words import Tok

_TITLED = r"(?P<who>(?:bu|ibu|teh|teteh|ceu|ceuceu|mbak|mba|mbok|bude|bulik|bi|bibi|neng) [a-z]+(?: [a-z]+)?)"
# "Bu Lilis, maaf ...", "assalamualaikum teh Lilis, ini ...": the name is called, and what is told begins behind it.
_GREETING = (
    r"(?:(?:assal\w*|asalam\w*|halo|hallo|hai|punten|permisi|maaf|nuwun sewu|pagi|siang|sore|malam)[ ,.]+)*"
)
_CALLED = re.compile(
    rf"{_GREETING}{_TITLED}"
    r"(?:[ ,.]+(?:maaf|punten|ini|ieu|iki|mau|lapor|tadi|td|tdi|tolong|minta|catat|catet|kata)\b"
    r"|,(?= (?:saya|sy|aku|abdi|kulo|kula)\b))+[ ,.]*"
)
_COMMA = re.compile(rf"{_TITLED} ?,[ ,.]*")
# "Assalamualaikum bu Lilis, Ulfah wajib 10rb": who is greeted by name and a comma is called.
_GREETED = re.compile(rf"{_GREETING[:-1]}+{_TITLED} ?,[ ,.]*")
_ROW = ([Tok.COMMA], [Tok.AND], [Tok.SAME])


def sender_of(text: str, names: Names) -> Who:
    """Who stands in the stamp of a copied line; nobody of the group where it is no name of it."""
    tokens = lex(plain_line(text), names)
    found = next((token for token in tokens if token.tok is Tok.NAME), None)
    return Who(found.keys, found.slip, found.text) if found else Who(())


def addressed(tokens: Sequence[Token], sender: str) -> list[Token]:
    """A copied message that calls somebody by name: "teh Lilis, saya 10rb" is not about Lilis.

    "teh Lilis nitip 10rb ya", "10rb ya teh Lilis" may be either's: both are candidates for the question.
    """
    out = list(tokens)
    at = next((at for at, token in enumerate(out) if token.tok is Tok.NAME), -1)
    if at < 0 or sender in out[at].keys or out[at].word == "stranger":
        return out
    before = [token.tok for token in out[:at] if token.tok is not Tok.TITLE]
    follow = [token for token in out[at + 1 :] if token.tok is not Tok.TITLE]
    herself = [one.tok for one in follow[:2]] == [Tok.COMMA, Tok.NAME] and follow[1].keys == (sender,)
    if herself and not before and [one.tok for one in follow[2:3]] not in _ROW:
        return out[:at] + out[at + 2 :]  # "Bu Lilis, ulfah wajib 10rb", sent by Ulfah
    behind = [token.tok for token in out[at + 1 :] if token.tok not in (Tok.COMMA, Tok.TITLE)]
    said = next((n for n, tok in enumerate(behind) if tok is Tok.SELF), -1)
    aside = {Tok.KIND, Tok.VIA, Tok.UNKNOWN, Tok.SAID, Tok.STOP}
    if not set(before) - {Tok.COMMA, Tok.STOP, Tok.UNKNOWN} and said >= 0 and set(behind[:said]) <= aside:
        return out[:at] + out[at + 1 :]
    if sum(token.tok in STARTS for token in out) > 1 or not any(token.tok in WORTH for token in out):
        return out
    called = at > 0 and out[at - 1].tok is Tok.TITLE
    paused = [token.tok for token in out[at + 1 : at + 2]] in ([Tok.COMMA], [Tok.VIA])
    first = not set(before) & {*WORTH, Tok.VIA, Tok.CARRIED} and (called or paused)
    last = not behind and any(tok in WORTH for tok in before)
    if first or (last and before[-1] not in (Tok.AND, Tok.VIA, Tok.CARRIED)):
        out[at] = replace(out[at], keys=(sender, *out[at].keys), slip=True)
    return out


def _told_to(text: str) -> re.Match[str] | None:
    """ "Bu Lilis, Tati izin ya bu": the title that calls stands once more, without a name behind it."""
    found = _COMMA.match(text)
    title = found["who"].split()[0] if found else ""
    again = found and re.search(
        rf" (?:ya|y|nya|yah|punten|maaf) (?:{title}|bu|ibu)\b(?! ?[a-z]{{3,}} ?\d)", text
    )
    return found if again else None


def without_call(text: str, names: Names) -> str:
    """A line that begins with whom it is told to: "Bu Lilis, maaf, Siti Aminah titip 10rb" is not about Lilis."""
    called = _CALLED.match(text) or _GREETED.match(text) or _told_to(text)
    if called is None:
        return text
    who, rest = lex(called["who"], names), lex(text[called.end() :], names)
    first = next((token for token in rest if token.tok not in (Tok.TITLE, Tok.COMMA, Tok.STOP)), None)
    if [token.tok for token in who if token.tok is not Tok.TITLE] != [Tok.NAME] or first is None:
        return text
    another = first.tok is Tok.NAME and first.keys != who[-1].keys
    if called.re is not _CALLED and [one.tok for one in rest if one.tok is not Tok.TITLE][1:2] in _ROW:
        return text  # "Pagi, bu Lilis, bu Tati, bu Rina 10rb": the first of several
    return text[called.end() :] if another or first.tok is Tok.SELF else text

"""What one line of a list is about: women and their money, a cost, a total, cash, a heading, or nothing of ours.

Names come before what is said of them ("Tati 10, Rina 5") unless the line begins with what is said ("10rb: Tati,
Rina"). What is a table's head or a section's title is told by having no names and no amounts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from domain.reading.lists.parts import Who, read_part, worth
from domain.reading.lists.preparing import CONTENT, STARTS, WORTH, is_lead, is_led
from domain.reading.lists.sums import Line, take_costs, take_totals
from domain.reading.lists.tokens import Token
from domain.reading.lists.words import Tok

# "jadi yang setor Yuyun 10rb Imas 20rb": words that come before the first name and say nothing of an amount.
_TALK = (Tok.SAID, Tok.UNKNOWN, Tok.COLON, Tok.COMMA, Tok.TITLE)


def read_line(tokens: Sequence[Token], columns: Sequence[str] = ()) -> Line:
    """What a prepared line says. columns: the kinds of the table it stands in."""
    line = Line()
    rest = list(tokens)
    if any(token.tok in (Tok.TOTAL, Tok.NET) for token in rest):
        rest = take_totals(rest, line, columns)
    if any(token.tok is Tok.COST for token in rest):
        rest = take_costs(rest, line)
    if any(token.tok is Tok.EXCEPT for token in rest):
        rest = _take_exceptions(rest, line)
    rest = _without_sum(rest)
    for sentence in _sentences(rest):
        if _dangles(sentence):
            line.unread = True
            continue
        line.parts.extend(read_part(part) for part in _split(sentence))
    return line


def _without_sum(tokens: list[Token]) -> list[Token]:
    """ "Tati 10rb Rina 10rb = 20rb": a sum of the whole line that agrees goes; one that does not is asked about."""
    tokens = _without_bringer(tokens)
    head = next((at for at, token in enumerate(tokens) if token.tok in STARTS), 0)
    worths = [worth(token.value, token.bare) for token in tokens if token.tok is Tok.AMOUNT]
    before = sum(token.tok is Tok.AMOUNT for token in tokens[:head])
    if (before == 2 or (before == 1 and len(worths) > 2)) and worths[0] == sum(worths[1:]):
        first = next(at for at, token in enumerate(tokens) if token.tok is Tok.AMOUNT)
        # "titip 20rb, 10rb Yuyun 10rb Imas", "Rp45.000 dari Yuyun 20, Neneng 15, Imas 10"
        tokens = [*tokens[:first], *tokens[first + 1 :]]
    women = sum(token.tok is Tok.NAME for token in tokens)
    each = any(token.tok is Tok.EACH for token in tokens)
    if each and women > 1 and len(worths) == 2 and worths[0] == women * worths[1]:
        return [
            token
            for token in tokens
            if token.tok is not Tok.AMOUNT or worth(token.value, token.bare) != worths[0]
        ]
    if women < 2 or len(tokens) < 3 or tokens[-1].tok is not Tok.AMOUNT:
        return tokens
    if tokens[-2].tok is not Tok.EQUALS and tokens[-2].text not in ("jadi", "jd", "dadi", "janten"):
        return tokens
    if tokens[-3].tok is Tok.NAME:
        return tokens  # "Tati = 5rb, Imas = 5rb, Rina = 10rb"
    parts = [worth(token.value, token.bare) for token in tokens[:-2] if token.tok is Tok.AMOUNT]
    if len(parts) == 1 and any(token.tok is Tok.EACH for token in tokens):
        parts *= women  # "Siti A & Siti R @10 = 20"
    return tokens[:-2] if sum(parts) == worth(tokens[-1].value, tokens[-1].bare) else tokens


def _without_bringer(tokens: list[Token]) -> list[Token]:
    """ "Rina bawa 30rb: Rina 10, Nani 10, Tati 10": what she brought is theirs, and none of it is one more saving."""
    plain = [(at, token.tok) for at, token in enumerate(tokens) if token.tok not in (Tok.TITLE, Tok.CARRIED)]
    if [tok for _, tok in plain[:3]] != [Tok.NAME, Tok.AMOUNT, Tok.COLON]:
        return tokens
    whole, rest = tokens[plain[1][0]], tokens[plain[2][0] + 1 :]
    worths = [worth(token.value, token.bare) for token in rest if token.tok is Tok.AMOUNT]
    women = sum(token.tok in STARTS for token in rest)
    if len(worths) == 1 and any(token.tok is Tok.EACH for token in rest):
        worths *= women
    return rest if women > 1 and sum(worths) == worth(whole.value, whole.bare) else tokens


def _dangles(tokens: Sequence[Token]) -> bool:
    """ "10rb Tati, 15rb Rina, 5rb": amounts before and behind the names; nobody can tell whose each is."""
    marks = [token.tok for token in tokens if token.tok in (*STARTS, *WORTH, Tok.ALL, Tok.REST)]
    names = sum(token in STARTS for token in marks)
    amounts = [token in WORTH for token in marks]
    return names > 1 and sum(amounts) > 2 and amounts[0] and amounts[-1]


def _take_exceptions(tokens: list[Token], line: Line) -> list[Token]:
    """ "kecuali Imas, Euis (sakit)": the names of whom nothing more is said; what is said of others stays."""
    at = next(at for at, token in enumerate(tokens) if token.tok is Tok.EXCEPT)
    head, tail = tokens[:at], tokens[at + 1 :]
    group = next((n for n, token in enumerate(tail) if token.tok in (Tok.ALL, Tok.REST)), None)
    after: list[Token] = []
    if group is not None:
        stop = max((n for n, token in enumerate(tail[:group]) if token.tok is Tok.STOP), default=group)
        tail, after = tail[:stop], tail[stop:]  # "kecuali Imas semua 10rb", "kecuali Euis. Semua setor 10rb"
    elif any(token.tok in (Tok.ALL, Tok.REST) for token in head) and not any(t.tok in CONTENT for t in head):
        # "semua kecuali Imas 10rb"
        line.except_names = _names(tail)
        return [*head, *(token for token in tail if token.tok not in STARTS)]
    kept: list[Token] = []
    for part in (each for sentence in _sentences(tail) for each in _split(sentence)):
        said = read_part(part)
        if said.has_content:
            kept.extend((Token(Tok.STOP, ";"), *part))
        else:
            line.except_names.extend(said.who)
    return [*head, *kept, *after]


def _names(tokens: Sequence[Token]) -> list[Who]:
    return [Who(token.keys, token.slip, token.text) for token in tokens if token.tok is Tok.NAME]


def _sentences(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The line cut at full stops, where what stands before says something whole of somebody."""
    sentence: list[Token] = []
    for at, token in enumerate(tokens):
        if token.tok is Tok.STOP:
            following = tokens[at + 1].tok if at + 1 < len(tokens) else Tok.STOP
            if sentence and sentence[-1].tok in STARTS and following in CONTENT:
                continue  # "Imas. 10rb"
            if sentence and sentence[-1].tok in STARTS and following is Tok.EACH:
                continue  # "yang setor: Imas, Euis. Masing-masing 10rb"
            named = any(one.tok in (*STARTS, Tok.ALL, Tok.REST) for one in sentence)
            more = any(one.tok in (*STARTS, Tok.ALL, Tok.REST) for one in tokens[at:])
            own_kind = len(sentence) > 1 and sentence[-1].tok is Tok.KIND and sentence[-2].tok in STARTS
            if named and more and (own_kind or any(one.tok in CONTENT for one in sentence)):
                yield sentence
                sentence = []
            continue
        sentence.append(token)
    if sentence:
        yield sentence


def _split(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """One list a woman, or a row of women of whom the same is said."""
    said = next((at for at, token in enumerate(tokens) if token.tok not in _TALK), 0)
    first = next(
        (token.tok for token in tokens[said:] if token.tok in (*STARTS, *CONTENT, Tok.ALL, Tok.REST)), None
    )
    alone = sum(token.tok in STARTS for token in tokens) == 1 and any(
        is_lead(tokens, at) and not any(one.tok in WORTH for one in tokens[:at]) for at in range(len(tokens))
    )
    if alone:  # "✅ Tati wajib 10rb, sosial 2rb", "besok saya bayar 10rb"
        yield list(tokens)
        return
    names_first = first in (*STARTS, Tok.ALL, Tok.REST, None) or _owns_behind(tokens, first)
    if is_led(tokens):
        yield from _cut_at_leads(tokens)
        return
    part: list[Token] = []
    for at, token in enumerate(tokens):
        if part and _begins_new(tokens, at, part, names_first=names_first):
            yield part
            part = []
        part.append(token)
    if part:
        yield part


def _cut_at_leads(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    for at, token in enumerate(tokens):
        if part and is_lead(tokens, at):
            yield part
            part = []
        part.append(token)
    yield part


def _begins_new(tokens: Sequence[Token], at: int, part: Sequence[Token], *, names_first: bool) -> bool:
    token = tokens[at]
    if token.tok not in (*STARTS, *CONTENT, Tok.ALL, Tok.REST, Tok.CARRIED):
        return False
    name = next((n for n, one in enumerate(part) if one.tok in STARTS), len(part))
    named = name < len(part)
    said = any(one.tok in CONTENT and (n > name or one.tok not in _TALK) for n, one in enumerate(part))
    if names_first:
        if token.tok is Tok.ALL and tokens[at - 1].tok is Tok.STATUS:
            return False  # "Imas, Euis hadir semua dan bayar 10rb"
        if token.tok in (Tok.ALL, Tok.REST):
            later = next((one.tok for one in tokens[at + 1 :] if one.tok in CONTENT), None)
            partly = token.tok is Tok.REST and token.text.startswith("sis") and later is not Tok.AMOUNT
            return said and later is not None and not partly
        if token.tok is Tok.CARRIED:
            return said and any(one.tok is Tok.AMOUNT for one in tokens[at:])
        led = any(one.tok in CONTENT for one in part)
        if token.tok is Tok.STATUS and led and is_lead(tokens, at):
            return not _owns(tokens[at + 1 :])  # "Tati 10rb, belum Imas"
        if token.tok not in STARTS:
            return False
        if part[0].tok is Tok.STATUS and is_lead(tokens, at - len(part)):
            return named and _owns(tokens[at:])  # "belum Imas Rina"
        if not said:
            return _has_own_state(tokens, at, part) or _has_own_kind(tokens, at, part)
        return not _only_brings(tokens, at, part)
    return token.tok in CONTENT and named and not _still_hers(tokens, at)


def _owns(tokens: Sequence[Token]) -> bool:
    """Whether something is said of the first name before the next one comes."""
    marks = [token.tok for token in tokens if token.tok in (*STARTS, *CONTENT)]
    return len(marks) > 1 and marks[0] in STARTS and marks[1] in CONTENT


def _owns_behind(tokens: Sequence[Token], first: Tok | None) -> bool:
    """ "belum Imas, Tati 10rb, Rina 15rb": only the sign stands before its name, the amounts behind theirs."""
    marks = [token.tok for token in tokens if token.tok in (*STARTS, *CONTENT)]
    before = [one for one, two in pairwise(marks) if two in WORTH]
    if next((token.tok for token in tokens if token.tok in (*STARTS, Tok.COLON)), None) is Tok.COLON:
        return False  # "belum: Imas, Tati 10rb"
    return first not in WORTH and bool(before) and set(before) <= set(STARTS) and marks[-1] not in STARTS


def _has_own_state(tokens: Sequence[Token], at: int, part: Sequence[Token]) -> bool:
    """ "Imas, Nani, Euis (sakit)": what stands in brackets is said of the last one only."""
    named = any(one.tok in STARTS for one in part)
    behind = [one.tok for one in tokens[at + 1 : at + 3]]
    return named and behind == [Tok.OPEN, Tok.STATUS]


def _has_own_kind(tokens: Sequence[Token], at: int, part: Sequence[Token]) -> bool:
    """ "Tati wajib, Rina wajib": a kind behind the name and a comma end what is said of her."""
    names = [n for n, one in enumerate(part) if one.tok in STARTS]
    kinds = [n for n, one in enumerate(part) if one.tok is Tok.KIND]
    return bool(names and kinds) and kinds[0] > names[0] and part[-1].tok is Tok.COMMA


def _still_hers(tokens: Sequence[Token], at: int) -> bool:
    """ "belum: Imas nanti", "✅ Tati 10rb": what follows the names without names of its own still tells of them."""
    amounts_first = any(token.tok in WORTH for token in tokens[:at])
    return not any(token.tok in STARTS for token in tokens[at:]) and not (
        amounts_first and tokens[at].tok in WORTH
    )


def _only_brings(tokens: Sequence[Token], at: int, part: Sequence[Token]) -> bool:
    """Whether this name is only the one who brought the money: "nitip 10 ke Yuyun", "10 titip Yuyun"."""
    before = next((one.tok for one in reversed(part) if one.tok not in (Tok.SAME, Tok.TITLE)), Tok.FILLER)
    if before in (Tok.VIA, Tok.CARRIED) and part[-1].tok is not Tok.COMMA:
        return True
    waits = any(one.tok is Tok.VIA for one in part)
    rest = tokens[at + 1 :]
    follows = any(one.tok in CONTENT for one in rest)
    return waits and not follows and not any(one.tok in STARTS for one in rest)

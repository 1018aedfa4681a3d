"""The pieces of a line made ready to be read: counts taken out, products multiplied, unknown names marked as names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from domain.reading.lists.tokens import Token
from domain.reading.lists.words import SOFT_KIND, Tok

WORTH = (Tok.AMOUNT, Tok.LOST)
CONTENT = (Tok.AMOUNT, Tok.LOST, Tok.STATUS, Tok.PAID, Tok.SAID, Tok.SAME)
STARTS = (Tok.NAME, Tok.SELF)
_BETWEEN = (Tok.COMMA, Tok.STOP, Tok.AND, Tok.PLUS, Tok.TITLE, Tok.COLON)
_SURE_UNPAID = frozenset("belum blm blum blom belom acan tacan dereng durung drg".split())


def prepare(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with counts taken out ("20 biji"), products multiplied, and unknown names marked as names."""
    return _strangers(_products(_without_counts(_joined(tokens))))


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """ "Nani sama Imas 10rb": "sama" between two names is "and"; behind "titip" it only points to the name."""
    out: list[Token] = []
    for at, token in enumerate(tokens):
        following = next((one.tok for one in tokens[at + 1 :] if one.tok is not Tok.TITLE), Tok.FILLER)
        if _is_no_payer(tokens, at) or token.tok in (Tok.TO, Tok.EARLIER) or _is_of_another_day(tokens, at):
            continue
        if token.tok is Tok.SAME and following in (Tok.NAME, Tok.SELF) and out:
            if out[-1].tok is Tok.NAME:
                token = Token(Tok.AND, token.text)
            elif out[-1].tok in (Tok.VIA, Tok.CARRIED):
                continue
        if token.tok is Tok.SAME and following is Tok.AMOUNT and out and out[-1].tok is Tok.AMOUNT:
            token = Token(Tok.PLUS, token.text)
        out.append(token)
    return out


def _is_no_payer(tokens: Sequence[Token], at: int) -> bool:
    """ "aku udah ke teh Lilis 10rb": who took the money, where nobody's "titip" points to her."""
    if tokens[at].tok is not Tok.NAME:
        return False
    before = [one.tok for one in tokens[:at] if one.tok is not Tok.TITLE]
    return before[-1:] == [Tok.TO] and not {Tok.VIA, Tok.CARRIED} & set(before)


def _is_of_another_day(tokens: Sequence[Token], at: int) -> bool:
    """ "kemarin ga dateng" says nothing of today."""
    return tokens[at].tok is Tok.STATUS and at > 0 and tokens[at - 1].tok is Tok.EARLIER


def _without_counts(tokens: Sequence[Token]) -> list[Token]:
    out: list[Token] = []
    for at, token in enumerate(tokens):
        following = tokens[at + 1].tok if at + 1 < len(tokens) else Tok.FILLER
        if token.tok is Tok.AMOUNT and token.bare and following is Tok.MEASURE:
            continue
        if (
            token.tok is Tok.AMOUNT
            and token.bare
            and out
            and at
            and tokens[at - 1].text in ("anggota", "peserta")
        ):
            continue  # "jumlah anggota 25"
        if token.tok is Tok.MEASURE:
            counted = at > 0 and tokens[at - 1].tok is Tok.AMOUNT and tokens[at - 1].bare
            if not counted:
                continue
        if token.tok is Tok.TIMES and (
            at == 0 or tokens[at - 1].tok is not Tok.AMOUNT or following is not Tok.AMOUNT
        ):
            if (
                at
                and tokens[at - 1].tok is Tok.AMOUNT
                and tokens[at - 1].bare
                and len(out) > 1
                and out[-2].tok is Tok.AMOUNT
            ):
                count = out.pop()  # "10rb 2x"
                out.append(replace(out.pop(), value=tokens[at - 2].value * count.value, doubt="confirm"))
            continue
        out.append(token)
    return out


def _products(tokens: Sequence[Token]) -> list[Token]:
    """ "2x10rb" is 20rb; the smaller bare number is the count. A result behind "=" that agrees goes with it."""
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        three = tokens[at : at + 3]
        if [one.tok for one in three] == [Tok.AMOUNT, Tok.TIMES, Tok.AMOUNT] and (
            three[0].bare or three[2].bare
        ):
            first, second = three[0], three[2]
            product = Token(
                Tok.AMOUNT,
                first.text,
                value=first.value * second.value,
                bare=first.bare and second.bare,
                doubt="confirm",
            )
            if product.bare and product.value >= 1_000:
                product = replace(product, bare=False)
            out.append(product)
            at += 3
            continue
        out.append(tokens[at])
        at += 1
    return out


def _strangers(tokens: Sequence[Token]) -> list[Token]:
    """An unknown word where a name belongs, with something said of it, is a name nobody here has: "Dewi 10rb"."""
    out = list(tokens)
    for at, token in enumerate(tokens):
        if token.tok is not Tok.UNKNOWN:
            continue
        before = tokens[at - 1].tok if at else Tok.STOP
        end = at + 1
        while (
            end < len(tokens)
            and tokens[end].tok in (Tok.UNKNOWN, Tok.COLON, Tok.KIND, Tok.EQUALS, Tok.COMMA)
            and end < at + 4
        ):
            if tokens[end].tok is Tok.COMMA and tokens[end].text == ",":
                break
            end += 1
        said = end < len(tokens) and tokens[end].tok is Tok.AMOUNT
        stands = (
            end < len(tokens)
            and tokens[end].tok in (Tok.STATUS, Tok.PAID)
            and (at == 0 or before is Tok.TITLE)
        )
        if stands or (said and (before in _BETWEEN or at == 0)):
            out[at] = Token(Tok.NAME, token.text, keys=token.keys, slip=True, word="stranger")
    return out


def cut_kinds(tokens: Sequence[Token]) -> list[tuple[str, list[Token]]]:
    """The line cut where a kind with a colon stands before names: ("sukarela", [Yuyun, 5rb]); "" for what is before."""
    starts = [
        at
        for at, token in enumerate(tokens[:-2])
        if token.tok is Tok.KIND and tokens[at + 1].tok is Tok.COLON
        and next((one.tok for one in tokens[at + 2 :] if one.tok is not Tok.TITLE), None) is Tok.NAME
    ]  # fmt: skip
    if not starts:
        return [("", list(tokens))]
    ends = [*starts[1:], len(tokens)]
    cut = [
        ("" if tokens[at].word == SOFT_KIND else tokens[at].word, list(tokens[at + 2 : end]))
        for at, end in zip(starts, ends, strict=True)
    ]
    return [("", list(tokens[: starts[0]])), *cut] if starts[0] else cut


def take_state(tokens: Sequence[Token]) -> tuple[str, list[Token]]:
    """ "tidak hadir: Euis (sakit), Imas": the state of all who have none of their own, and the rest of the line."""
    named = next((at for at, token in enumerate(tokens) if token.tok is Tok.NAME), len(tokens))
    states = [token.word for token in tokens[:named] if token.tok is Tok.STATUS]
    own = any(one.tok is Tok.OPEN and two.tok in CONTENT for one, two in pairwise(tokens[named:]))
    if len(states) != 1 or not own or any(token.tok in WORTH for token in tokens[:named]):
        return "", list(tokens)
    return states[0], list(tokens[named:])


def only_clear(tokens: list[Token], *, sent: bool) -> list[Token]:
    """Of a line that tells of harm: the state of the one woman it is about and amounts, nothing that is only likely.

    sent: a copied message of one of the group, about herself where it names nobody.
    """
    named = [token for token in tokens if token.tok is Tok.NAME and token.word != "stranger"]
    one = (len({token.keys for token in named}) == 1 and not named[0].slip) if named else sent
    kept: list[Token] = []
    for token in tokens:
        if token.tok is Tok.UNKNOWN or token.word == "stranger":
            continue
        unsure = token.tok is Tok.STATUS and (
            not one or (token.word == "unpaid" and token.text not in _SURE_UNPAID)
        )
        if not unsure and not (token.tok is Tok.NAME and not one):
            kept.append(token)
    return kept

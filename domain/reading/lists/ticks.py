"""Which kinds are ticked and which crossed? "Popon: wajib ✅ sosial ❌": she gave the one and not the other."""

from __future__ import annotations

from collections.abc import Sequence

from domain.reading.lists.tokens import Token
from domain.reading.lists.words import Tok


def with_ticked_kinds(tokens: Sequence[Token]) -> list[Token]:
    """One woman's row of kinds, each with its own sign, as the kinds she gave and one sign; else as it was.

    Where she gave nothing one "belum" is left.
    """
    head = next((at for at, token in enumerate(tokens) if token.tok is Tok.KIND), 0)
    row = [token for token in tokens[head:] if token.tok not in (Tok.COMMA, Tok.PLUS, Tok.AND, Tok.STOP)]
    kinds, signs = row[::2], row[1::2]
    if [token.tok for token in tokens[:head] if token.tok not in (Tok.TITLE, Tok.COLON)] != [Tok.NAME]:
        return list(tokens)
    if len(kinds) < 2 or len(kinds) != len(signs) or any(token.tok is not Tok.KIND for token in kinds):
        return list(tokens)
    if not all(_is_paid(sign) or sign.word == "unpaid" for sign in signs):
        return list(tokens)
    given = [kind for kind, sign in zip(kinds, signs, strict=True) if _is_paid(sign)]
    last = next((sign for sign in signs if _is_paid(sign)), signs[0])
    return [*tokens[:head], *given, last]


def _is_paid(sign: Token) -> bool:
    return sign.tok in (Tok.PAID, Tok.SAID)

"""The pieces of a line made ready to be read: counts taken out, products multiplied, unknown names marked as names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from domain.reading.lists.ticks import with_ticked_kinds
from domain.reading.lists.tokens import Token
from domain.reading.lists.words import ALSO, SOFT_KIND, Tok

WORTH = (Tok.AMOUNT, Tok.LOST)
CONTENT = (Tok.AMOUNT, Tok.LOST, Tok.STATUS, Tok.PAID, Tok.SAID, Tok.SAME)
STARTS = (Tok.NAME, Tok.SELF)
_LEADS = frozenset(
    {Tok.STATUS, Tok.PAID, Tok.SAID, Tok.COLON, Tok.COMMA, Tok.STOP, Tok.TITLE, Tok.MEETING, Tok.UNKNOWN, Tok.VIA,
     Tok.TABLE, Tok.KIND, Tok.TOTAL}
)  # fmt: skip
_BETWEEN = (Tok.COMMA, Tok.STOP, Tok.AND, Tok.PLUS, Tok.TITLE, Tok.COLON)
_NO = frozenset(
    "tidak tdk tak ga gak gk ngga nggak enggak engga kagak kaga teu henteu moal ora mboten boten sonde kada".split()
)
_NOTES = frozenset("lembar lbr lb keping".split())
_SURE_UNPAID = frozenset("belum blm blum blom belom acan tacan dereng durung drg".split())


def prepare(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with counts taken out ("20 biji"), products multiplied, and unknown names marked as names."""
    named = any(token.tok is Tok.NAME for token in tokens)
    if named and tokens[0].tok is Tok.WRONG and tokens[0].text in ("jadi", "jd", "dadi", "jadina"):
        tokens = tokens[1:]  # "jadi yang setor Yuyun 10rb": nothing was said before it that was wrong
    tokens = [token for at, token in enumerate(tokens) if not _points_to_line(tokens, at)]
    pieces = _products(_without_counts(_joined(_denied(_without_cause(tokens)))))
    return _shared_sums(_strangers(with_ticked_kinds(pieces)))


def _points_to_line(tokens: Sequence[Token], at: int) -> bool:
    """ "ralat no 2 Juju 20rb": the number of her line, no amount."""
    at = at if tokens[at].tok is Tok.TABLE else at - 1
    two = tokens[max(at, 0) : at + 2]
    if [one.tok for one in two] != [Tok.TABLE, Tok.AMOUNT] or two[0].text not in ("no", "nomor", "nmr"):
        return False
    behind = next((one.tok for one in tokens[at + 2 :] if one.tok not in (Tok.TITLE, Tok.COMMA)), Tok.FILLER)
    return two[1].bare and behind is Tok.NAME


def _without_cause(tokens: Sequence[Token]) -> list[Token]:
    """ "Sosial utk Bu Imas yg sakit: Yuyun 5rb, Neneng 5rb": Imas is why they gave, and gave nothing herself."""
    at = next((at for at, token in enumerate(tokens) if token.tok is Tok.COLON), 0)
    head = [token.tok for token in tokens[:at] if token.tok is not Tok.TITLE]
    behind = [token.tok for token in tokens[at + 1 :] if token.tok is not Tok.TITLE]
    if head[:2] != [Tok.KIND, Tok.NAME] or set(head[2:]) - {Tok.STATUS, Tok.UNKNOWN}:
        return list(tokens)
    return [tokens[0], *tokens[at:]] if behind[:2] == [Tok.NAME, Tok.AMOUNT] else list(tokens)


def _denied(tokens: Sequence[Token]) -> list[Token]:
    """ "Imas wajib, Euis ga": a bare no behind a name says that nothing came."""
    out = list(tokens)
    for at, token in enumerate(tokens):
        behind = tokens[at + 1].tok if at + 1 < len(tokens) else Tok.STOP
        ends = behind in (Tok.STOP, Tok.COMMA, Tok.NAME, Tok.TITLE)
        if token.tok is Tok.UNKNOWN and token.text in _NO and at and tokens[at - 1].tok is Tok.NAME and ends:
            out[at] = Token(Tok.STATUS, token.text, "unpaid")
    return out


def _shared_sums(tokens: Sequence[Token]) -> list[Token]:
    """ "Imas 20rb (10 punya Euis)", "Imas 20rb sama punya Euis": whose part is how much must be asked."""
    out = list(tokens)
    plain = [at for at, token in enumerate(tokens) if token.tok is not Tok.TITLE]
    kinds = [tokens[at].tok for at in plain]
    for at in range(len(kinds) - 2):
        four = kinds[at : at + 4]
        if four == [Tok.AMOUNT, Tok.OPEN, Tok.AMOUNT, Tok.NAME]:
            out[plain[at + 2]] = Token(Tok.LOST, tokens[plain[at + 2]].text)
    brought = {Tok.VIA, Tok.CARRIED, Tok.TO, Tok.EACH} & set(kinds)
    for_two = kinds[-4:] == [Tok.AMOUNT, Tok.NAME, Tok.AND, Tok.NAME] and Tok.NAME in kinds[:-4]
    if for_two and not brought and kinds.count(Tok.AMOUNT) == 1:  # "Neneng bayar 20 untuk Neneng dan Yuyun"
        first, other = tokens[plain[-3]], tokens[plain[-1]]
        return [first, Token(Tok.AND), other, Token(Tok.LOST, tokens[plain[-4]].text)]
    also = kinds[-3:-1] in ([Tok.AMOUNT, Tok.SAME], [Tok.AMOUNT, Tok.AND])
    if also and kinds[-4:-3] == kinds[-1:] == [Tok.NAME] and not brought:
        out[plain[-3]] = Token(Tok.LOST, tokens[plain[-3]].text)
    return out


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """ "Nani sama Imas 10rb": "sama" between two names is "and"; behind "titip" it only points to the name."""
    out: list[Token] = []
    for at, token in enumerate(tokens):
        following = next((_tok(one) for one in tokens[at + 1 :] if one.tok is not Tok.TITLE), Tok.FILLER)
        if _is_no_payer(tokens, at) or token.tok in (Tok.TO, Tok.EARLIER) or _is_of_another_day(tokens, at):
            continue
        if token.tok is Tok.ALSO:
            if not (
                out and out[-1].tok is Tok.NAME and following in (Tok.NAME, Tok.COMMA, Tok.STOP, Tok.FILLER)
            ):
                continue
            out.append(Token(Tok.SAME, token.text, ALSO))  # "Imas 10rb, Euis juga"
            continue
        if token.tok is Tok.SAME and following in (Tok.NAME, Tok.SELF) and out:
            if out[-1].tok in STARTS:
                token = Token(Tok.AND, token.text)
            elif out[-1].tok in (Tok.VIA, Tok.CARRIED):
                continue
        if token.tok is Tok.SAME and following is Tok.AMOUNT and out and out[-1].tok is Tok.AMOUNT:
            token = Token(Tok.PLUS, token.text)
        out.append(token)
    return out


def _tok(token: Token) -> Tok:
    """What the token is; the initial of somebody ("siti a sama r") counts as a name."""
    return Tok.NAME if token.tok is Tok.UNKNOWN and len(token.text) == 1 and token.keys else token.tok


def _is_no_payer(tokens: Sequence[Token], at: int) -> bool:
    """ "aku udah ke teh Lilis 10rb": who took the money, where nobody's "titip" points to her."""
    if tokens[at].tok not in STARTS:
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
            for_each = [one.tok for one in out[-2:]] == [Tok.AMOUNT, Tok.TIMES] and _women(tokens) > 1
            if for_each or _counts_notes(tokens, at):
                out.append(token)  # "10rb x 3 orang (Tati, Rina, Nani)", "5 lembar 2rb"
            continue
        if at and _counts_names(tokens, at):
            continue
        if token.text in _NOTES and following is Tok.AMOUNT and out and out[-1] is tokens[at - 1]:
            out.append(Token(Tok.TIMES, token.text))  # "5 lembar 2rb"
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
            elif at and out and out[-1] is tokens[at - 1] and any(one.tok is Tok.OPEN for one in out):
                out.pop()  # "30rb (3x)": how many it was, not how much
            continue
        out.append(token)
    return out


def _women(tokens: Sequence[Token]) -> int:
    return sum(token.tok in STARTS for token in tokens)


def _counts_notes(tokens: Sequence[Token], at: int) -> bool:
    """ "5 lembar 2rb": so many notes of so much."""
    if any(token.tok is Tok.COST for token in tokens):
        return False  # "fotokopi 20 lembar 5rb"
    note = tokens[at + 2] if at + 2 < len(tokens) else Token(Tok.FILLER)
    return tokens[at + 1].text in _NOTES and note.tok is Tok.AMOUNT and not note.bare


def _counts_names(tokens: Sequence[Token], at: int) -> bool:
    """ "2 izin (Rina, Nani)", "yang bayar cuma 3: Yuyun, Imas, Tati": as many names follow as the number says."""
    token, behind = tokens[at], tokens[at + 1 :]
    if token.tok is not Tok.AMOUNT or not token.bare or token.value < 2 or tokens[at - 1].tok in STARTS:
        return False
    if not behind or behind[0].tok not in (Tok.STATUS, Tok.COLON, Tok.OPEN):
        return False
    if tokens[at - 1].tok in (Tok.KIND, Tok.EACH, Tok.EQUALS, Tok.AMOUNT, Tok.TIMES):
        return False  # "wajib 2: Rina, Nani"
    ends = (*WORTH, Tok.STATUS, Tok.EACH, Tok.STOP)
    names = 0
    for one in behind[1:]:
        if one.tok in ends:
            break
        names += one.tok is Tok.NAME
    return names == token.value


def _products(tokens: Sequence[Token]) -> list[Token]:
    """ "2x10rb" is 20rb; the smaller bare number is the count. A result behind "=" that agrees goes with it."""
    out: list[Token] = []
    at = 0
    women = _women(tokens)
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
            if women > 1:  # "10rb x 3 (Tati, Rina, Nani)": so much from each
                count, sum_of = (first, second) if first.value < second.value else (second, first)
                fits = count.value == women and count.bare
                out.append(replace(sum_of, doubt="confirm") if fits else Token(Tok.LOST, first.text))
                at += 3
                result = tokens[at : at + 2]
                if [one.tok for one in result] == [Tok.EQUALS, Tok.AMOUNT] and result[
                    1
                ].value == product.value:
                    at += 2
                continue
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
            and (at == 0 or before is Tok.TITLE or (before in (Tok.COMMA, Tok.STOP) and end == at + 1))
        )
        if stands or (said and (before in _BETWEEN or at == 0)):
            out[at] = Token(Tok.NAME, token.text, keys=token.keys, slip=True, word="stranger")
    return out


def cut_kinds(tokens: Sequence[Token]) -> list[tuple[str, list[Token]]]:
    """The line cut where a kind with a colon stands before names: ("sukarela", [Yuyun, 5rb]); "" for what is before.

    A state with a colon behind other names cuts as well: "belum: Imas, sudah: Tati 10rb".
    """
    return [(kind, piece) for kind, part in _by_kind(tokens) for piece in _by_state(part)]


def _by_state(tokens: Sequence[Token]) -> list[list[Token]]:
    starts = [
        at
        for at, token in enumerate(tokens)
        if token.tok in (Tok.STATUS, Tok.PAID, Tok.SAID)
        and [one.tok for one in tokens[at + 1 : at + 2]] == [Tok.COLON]
        and is_lead([token, *tokens[at + 2 :]], 0)
        and any(one.tok in STARTS for one in tokens[:at])
    ]
    ends = [*starts, len(tokens)]
    return [list(tokens[start:end]) for start, end in zip([0, *starts], ends, strict=True)]


def _by_kind(tokens: Sequence[Token]) -> list[tuple[str, list[Token]]]:
    starts = [
        at
        for at, token in enumerate(tokens[:-2])
        if token.tok is Tok.KIND and tokens[at + 1].tok is Tok.COLON
        and not (at > 1 and tokens[at - 1].tok in (Tok.PLUS, Tok.AND) and tokens[at - 2].tok is Tok.KIND)
        and next((one.tok for one in tokens[at + 2 :] if one.tok is not Tok.TITLE), None) is Tok.NAME
    ]  # fmt: skip
    before = {token.tok for token in tokens[: starts[0]]} if starts else set()
    if Tok.STATUS in before and not before & set(STARTS):
        starts = starts[1:]  # "belum bayar wajib: Imas, Euis"
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
    if any(token.tok in WORTH for token in tokens[:named]) or is_led(tokens):
        return "", list(tokens)
    if _have_their_own(tokens[named:]):
        return "", _spread(tokens[:named], tokens[named:], states)
    return (states[0], list(tokens[named:])) if len(states) == 1 and own else ("", list(tokens))


def _have_their_own(tokens: Sequence[Token]) -> bool:
    """Whether the first name has an amount before the second one comes: "rina 15rb, nani 20rb"."""
    kinds = [token.tok for token in tokens if token.tok in (*STARTS, *WORTH)]
    return len(kinds) > 2 and kinds[1] in WORTH and any(one in STARTS for one in kinds[2:])


def _spread(head: Sequence[Token], rest: Sequence[Token], states: Sequence[str]) -> list[Token]:
    """ "sudah setor: rina 15rb, nani 20rb": each amount is hers before it; "belum: ..." is said of each.

    So is one kind before the names, where no other stands behind them: "sukarela yang masuk: rina 15rb, nani 20rb".
    """
    said = any(token.tok in (Tok.STATUS, Tok.PAID, Tok.SAID, Tok.TOTAL) for token in head)
    kinds = [token for token in head if token.tok is Tok.KIND]
    if any(token.tok not in _LEADS for token in head) or not (said or kinds):
        return [*head, *rest]
    titled = head[-1].tok is Tok.COLON
    each = kinds if len(kinds) == 1 and all(token.tok is not Tok.KIND for token in rest) else []
    if set(states) - {"present"}:
        owed = states[0] == "unpaid" and _SURE_UNPAID & {
            word for token in head for word in token.text.split()
        }
        if not (titled or owed):
            return [*head, *rest]
        each = [*each, Token(Tok.STATUS, states[0], states[0])]
    elif kinds and not each:
        return [*head, *rest]
    out: list[Token] = []
    for token in rest:
        out.append(token)
        if token.tok is Tok.NAME:
            out.extend(each)
    return out


def is_lead(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sign or a state stands directly before a name."""
    behind = next((token.tok for token in tokens[at + 1 :] if token.tok is not Tok.TITLE), Tok.FILLER)
    return tokens[at].tok in (Tok.PAID, Tok.SAID, Tok.STATUS) and behind in STARTS


def is_led(tokens: Sequence[Token]) -> bool:
    """ "✅ Tati 10rb ❌ Rina ✅ Nani 15rb": a sign before each name, and the first of all."""
    names = sum(token.tok in STARTS for token in tokens)
    leads = sum(is_lead(tokens, at) for at in range(len(tokens)))
    return names > 1 and leads == names and is_lead(tokens, 0)


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
        apart = token.tok in WORTH and not _beside_name(tokens, token)
        if not unsure and not apart and not (token.tok is Tok.NAME and not one):
            kept.append(token)
    return kept


def _beside_name(tokens: Sequence[Token], amount: Token) -> bool:
    """ "Engkar 10rb, nangis ...": said of her money; "... diancam suaminya minta 50rb" is no money of hers."""
    at = next(at for at, token in enumerate(tokens) if token is amount)
    head = tokens[:at]
    return not any(token.tok is Tok.UNKNOWN for token in head) or not any(one.tok is Tok.NAME for one in head)

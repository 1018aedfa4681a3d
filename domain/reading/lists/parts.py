"""What one woman's part of a line says: her names, her amounts with their kinds, her state, and who brought it.

It does not know the rest of the list; `whole.py` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.reading.lists.tokens import Token
from domain.reading.lists.words import ALSO, INTENDS, SOFT_KIND, Tok

_TOWARDS = frozenset(
    "ke ka lewat liwat lwt via melalui mlalui sama di karo neng nang bareng lewatnya dibawa dibawain diantar dianter "
    "diwakili diwakilkan dibayar dibayarin dipegang disimpan".split()
)


_DITTO = ("idem", "sda", "ditto")
_ARREARS = frozenset("nunggak ngutang utang hutang".split())


@dataclass(frozen=True, slots=True)
class Who:
    """keys: the women it may be; none: a name nobody in the group has. slip: found by likeness.

    stranger: no name of the group; keys are then only the nearest ones, to ask about.
    """

    keys: tuple[str, ...]
    slip: bool = False
    text: str = ""
    stranger: bool = False


@dataclass(slots=True)
class Piece:
    """An amount with the kind said beside it; kind "" is not said."""

    value: int
    bare: bool = False
    kind: str = ""
    doubt: str = ""


@dataclass(slots=True)
class Said:
    """One part of a line. group: "" | "all" | "rest". unclear: an amount stands there that cannot be read.

    partly: the rest of it is still to come. misnamed: "bukan Tati tapi Rina".
    paired: "Yuyun sama Neneng 20rb". mixed: more kinds than amounts. of_which: "15 (5 sukarela)".
    intends: "mau bayar". asked: it is a question. guessed: "kayaknya".
    paid_and: "✅ + sukarela 5rb". lost: digits stand there that are no amount.
    same_and: "idem + sukarela 5rb".
    """

    who: list[Who] = field(default_factory=list)
    group: str = ""
    pieces: list[Piece] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    paid: str = ""
    via: Who | None = None
    perhaps_hers: Who | None = None
    corrected: bool = False
    same: bool = False
    also: bool = False
    each: bool = False
    plus: bool = False
    paired: bool = False
    doubtful: bool = False
    unclear: bool = False
    partly: bool = False
    misnamed: bool = False
    mixed: bool = False
    asked: bool = False
    guessed: bool = False
    of_which: bool = False
    out: bool = False
    intends: bool = False
    unkinded: str = ""
    unknown: int = 0
    near: tuple[str, ...] = ()
    rest_of: str = ""
    named_kinds: tuple[str, ...] = ()
    paid_and: bool = False
    lost: bool = False
    same_and: bool = False

    @property
    def has_content(self) -> bool:
        """Whether it says anything about the women it names."""
        return bool(self.pieces or self.states or self.paid or self.same or self.unclear or self.out)


def read_part(tokens: Sequence[Token]) -> Said:
    """What the tokens of one part say. Kinds stand before their amounts, or behind where the part ends in a kind."""
    said = Said()
    kinds: list[tuple[int, str, str]] = []
    open_via = False
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else Token(Tok.FILLER)
        match token.tok:
            case Tok.NAME | Tok.SELF:
                open_via = _name(said, tokens, at, open_via=open_via)
            case Tok.ALL | Tok.REST:
                _group(said, tokens, at)
            case Tok.AMOUNT:
                if before.tok is Tok.NET and [one.tok for one in tokens[at + 1 : at + 2]] != [Tok.KIND]:
                    _left_over(said, kinds)
                    continue
                named = at > 1 and before.tok is Tok.EQUALS and tokens[at - 2].tok in (Tok.KIND, Tok.NAME)
                _amount(said, token, Token(Tok.COLON) if named else before, kinds)
            case Tok.KIND:
                kinds.append((len(said.pieces), token.word, token.doubt))
            case Tok.STATUS if token.word == INTENDS:
                said.intends = True
            case Tok.STATUS if token.text in _ARREARS and said.pieces:
                said.unclear = True  # "wajib 10rb + nunggak minggu lalu 10rb"
            case Tok.STATUS:
                said.states.append(token.word)
            case Tok.PAID | Tok.SAID:
                said.paid = "paid" if token.tok is Tok.PAID or said.paid == "paid" else "said"
            case Tok.CASH if said.who:
                kinds.append((len(said.pieces), "kas", ""))
            case Tok.VIA:
                open_via = True
            case Tok.WRONG:
                said.corrected = True
                if not _says_it_was_meant(tokens, at):
                    said.pieces.clear()
                    kinds = [(0, kind, doubt) for _, kind, doubt in kinds]
            case _:
                _word(said, token)
    _give_kinds(said, kinds)
    _close(said, tokens)
    return said


def _says_it_was_meant(tokens: Sequence[Token], at: int) -> bool:
    """ "Imas 5rb maksudnya", "Cucu 15rb ralat": the amount before is the right one; "Imas 5rb salah" is not."""
    behind = {one.tok for one in tokens[at + 1 :]} & {Tok.AMOUNT, Tok.LOST, Tok.STATUS, Tok.PAID, Tok.NAME}
    return not behind and not set(tokens[at].text.split()) & {
        "salah",
        "slh",
        "eh",
        "lepat",
        "jadi",
        "jd",
        "dadi",
    }


def _close(said: Said, tokens: Sequence[Token]) -> None:
    """What only the whole part tells."""
    words = [one for one in tokens if one.tok not in (Tok.OPEN, Tok.COMMA, Tok.STOP, Tok.TITLE)]
    if words and words[-1].tok is Tok.NOT and said.who:
        said.misnamed = True  # "Siti A 10rb (bukan, Siti R ...)"
    wrong = any(one.tok is Tok.WRONG and {"salah", "slh"} & set(one.text.split()) for one in tokens)
    worths = any(one.tok is Tok.AMOUNT for one in tokens)
    if wrong and worths and not said.pieces and not said.has_content:
        said.unclear = True  # "Yuyun 10rb salah hitung"
    ticks = [one.text for one in tokens if one.tok is Tok.PAID and "centangtanda" in one.text]
    if len(ticks) > 1 and not said.pieces and len(said.who) == 1:
        said.unclear = True  # "Yuyun ✅✅": for two meetings, or only glad?
    if said.intends and not said.pieces:
        said.states.append("unpaid")
    said.doubtful = said.doubtful or said.intends
    if tokens and tokens[0].tok is Tok.SHORT and said.who and not said.has_content:
        said.states.append("unpaid")  # "kurang Imas sama Nani"


def _name(said: Said, tokens: Sequence[Token], at: int, *, open_via: bool) -> bool:
    """Puts a name where it belongs: a payer, or the one who brought it. Returns whether a "titip" still waits."""
    token = tokens[at]
    who = Who(token.keys, token.slip, token.text, token.word == "stranger")
    before = next(
        (one.tok for one in reversed(tokens[:at]) if one.tok not in (Tok.SAME, Tok.TITLE)), Tok.FILLER
    )
    if before is Tok.CARRIED:
        if said.who and said.pieces:
            said.via = who
        else:
            said.via = said.who.pop() if len(said.who) == 1 else said.via
            said.who.append(who)
        return False
    if open_via and said.who:
        said.via = who
        return False
    if before is Tok.NOT:
        said.misnamed = True
    if open_via and before is Tok.VIA:
        follows = tokens[at + 1].tok if at + 1 < len(tokens) else Tok.FILLER
        if follows is Tok.COLON or _points(tokens[:at]):
            said.via = who
        else:
            said.perhaps_hers = who
        return False
    said.who.append(who)
    return open_via


def _points(before: Sequence[Token]) -> bool:
    """ "nitip ke", "lewat": the name behind is the one who brings it, and nobody else."""
    said = next(token.text.split() for token in reversed(before) if token.tok is Tok.VIA)
    return said[-1] in _TOWARDS


def _group(said: Said, tokens: Sequence[Token], at: int) -> None:
    token = tokens[at]
    follows = tokens[at + 1] if at + 1 < len(tokens) else Token(Tok.FILLER)
    if token.tok is Tok.REST and said.pieces and follows.tok is Tok.KIND:
        said.rest_of = follows.word  # "25rb, wajib 10 sisanya sukarela"
        return
    if said.who:
        # "Tati, Rina semua 10rb"; "Imas 5 dulu, sisanya nanti".
        said.each = said.each or token.tok is Tok.ALL
        said.partly = said.doubtful = said.doubtful or token.tok is Tok.REST
    else:
        said.group = "all" if token.tok is Tok.ALL else "rest"


def _amount(said: Said, token: Token, before: Token, kinds: list[tuple[int, str, str]]) -> None:
    counts = before.tok is Tok.UNKNOWN and token.bare and bool(said.pieces) and not said.pieces[-1].bare
    if before.tok is Tok.MINUS or token.doubt == "ask" or counts:  # counts: "10rb buat anak kelas 2"
        said.unclear = said.lost = True
        return
    total = sum(piece.value for piece in said.pieces)
    if before.tok in (Tok.EQUALS, Tok.TOTAL) and said.pieces:
        if not _same_sum(said.pieces, token):
            said.unclear = True
        return
    if before.tok is Tok.OPEN and said.pieces and token.value == said.pieces[-1].value:
        return
    if before.tok is Tok.NOT:
        return
    said.of_which = said.of_which or (before.tok is Tok.OPEN and len(said.pieces) == 1)
    if before.tok is Tok.SHORT:
        said.doubtful = True
        said.unclear = said.unclear or not total
        return
    said.pieces.append(Piece(token.value, token.bare, doubt=token.doubt))


def _left_over(said: Said, kinds: Sequence[tuple[int, str, str]]) -> None:
    """ "bayar utang 100rb sisa 400rb", "Imas 5rb sisa 5rb": what she still owes is no money of today."""
    of_loan = any(kind == "angsuran" for _, kind, _ in kinds)
    said.unclear = said.unclear or not said.pieces
    said.partly = said.partly or not of_loan
    said.doubtful = said.doubtful or not of_loan


def _same_sum(pieces: Sequence[Piece], token: Token) -> bool:
    """Whether the amounts add up to what is written behind the sign, in thousands where one of them is bare."""
    total = sum(worth(piece.value, piece.bare) for piece in pieces)
    return total == worth(token.value, token.bare)


def worth(value: int, bare: bool) -> int:
    """The rupiah of an amount; a bare one counts as thousands until she says otherwise (domain.md 4.1, rule 5)."""
    return value * 1_000 if bare else value


def _word(said: Said, token: Token) -> None:
    match token.tok:
        case Tok.SAME:
            said.same_and = not said.pieces and token.text in _DITTO
            said.same = True
            said.also = token.word == ALSO
        case Tok.EACH:
            said.each = True
        case Tok.PLUS | Tok.AND:
            said.plus = said.plus or bool(said.pieces)
            said.paid_and = said.paid_and or (said.paid == "paid" and not said.pieces)
            alone = token.tok is Tok.AND and bool(said.who)
            said.paired = said.paired or alone or (bool(said.who) and not said.pieces)
        case Tok.ASKED | Tok.SHORT | Tok.MEASURE:
            said.doubtful = True
            said.asked = said.asked or token.tok is Tok.ASKED
            said.partly = said.partly or (token.tok is Tok.SHORT and bool(said.pieces))
        case Tok.ABOUT | Tok.LOST | Tok.CHANGE | Tok.TIMES:
            said.unclear = True
            said.guessed = said.guessed or token.tok is Tok.ABOUT
            said.lost = said.lost or token.tok is Tok.LOST
        case Tok.OUT:
            said.out = True
        case Tok.CASH:
            said.unkinded = "kas"
        case Tok.UNKNOWN:
            said.unknown += 1
            said.near = said.near or token.keys


def _give_kinds(said: Said, kinds: list[tuple[int, str, str]]) -> None:
    """Each kind to its amount. kinds: (how many amounts stood before it, the kind, how sure)."""
    pieces = said.pieces
    said.named_kinds = tuple(dict.fromkeys(kind for _, kind, _ in kinds))
    if len({kind for _, kind, _ in kinds}) > 1:
        kinds = [(at, "sukarela" if kind == SOFT_KIND else kind, doubt) for at, kind, doubt in kinds]
    if not pieces:
        said.unkinded = said.unkinded or " ".join(
            dict.fromkeys(kind for _, kind, _ in kinds if kind != SOFT_KIND)
        )
        return
    if said.rest_of:
        _give_rest(said, [kind for _, kind, _ in kinds if kind != said.rest_of])
        return
    if said.states and len(kinds) > len(pieces):
        _give_nearest(said, kinds)
        return
    behind = bool(kinds) and kinds[-1][0] == len(pieces) and kinds[0][0] > 0
    left: list[tuple[str, str]] = []
    for nth, (at, kind, doubt) in enumerate(kinds):
        between = (
            0 < at < len(pieces) and [one[0] for one in kinds].count(at) == 2 and not pieces[at - 1].kind
        )
        first = between and (nth == 0 or kinds[nth - 1][0] != at)  # "30 lebaran sukarela 10"
        place = at - 1 if first or behind or at == len(pieces) else at
        if 0 <= place < len(pieces) and not pieces[place].kind:
            pieces[place].kind, pieces[place].doubt = kind, pieces[place].doubt or doubt
        else:
            left.append((kind, doubt))
    for kind, doubt in left:
        free = next((piece for piece in pieces if not piece.kind), None)
        if free is None:
            # "wajib 10 sukarela blm": the second kind was not paid.
            said.partly = said.partly or bool(said.states)
            said.mixed = said.mixed or (not said.partly and kind not in {piece.kind for piece in pieces})
        else:
            free.kind, free.doubt = kind, doubt or "confirm"
    _drop_sum(said)


def _give_nearest(said: Said, kinds: list[tuple[int, str, str]]) -> None:
    """ "wajib blm, sukarela 5rb": each amount has the kind nearest before it; the other kind was not paid."""
    for at, piece in enumerate(said.pieces):
        before = [kind for place, kind, _ in kinds if place == at]
        after = [kind for place, kind, _ in kinds if place == at + 1]
        piece.kind = before[-1] if before else after[0] if after else ""
    said.partly = True


def _give_rest(said: Said, kinds: Sequence[str]) -> None:
    """ "25rb, wajib 10 sisanya sukarela": the named kind has its amount, the other one what is left of the whole."""
    values = [piece.value for piece in said.pieces]
    alike = len({piece.bare for piece in said.pieces}) == 1
    if len(values) != 2 or len(kinds) != 1 or not alike or values[0] <= values[1]:
        said.mixed = True  # also "25rb, wajib 10 ...": whether 10 is thousands must be asked first
        return
    bare = said.pieces[0].bare
    said.pieces = [
        Piece(values[1], bare, kinds[0], "confirm"),
        Piece(values[0] - values[1], bare, said.rest_of, "confirm"),
    ]


def _drop_sum(said: Said) -> None:
    """ "15 (10 wajib, 5 sukarela)": the first amount without a kind is only the sum of the others."""
    pieces = said.pieces
    if len(pieces) < 3 or pieces[0].kind or not all(piece.kind for piece in pieces[1:]):
        return
    if worth(pieces[0].value, pieces[0].bare) == sum(worth(one.value, one.bare) for one in pieces[1:]):
        pieces.pop(0)

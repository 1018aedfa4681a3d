"""Of which kind is each amount a woman's part of a line holds, and what does it say where no amount is written?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.reading.lists.book import Book, Place
from domain.reading.lists.parts import Piece, Said, Who, worth
from domain.reading.lists.words import ASKED_KINDS, ONCE_KINDS, SOFT_KIND


def kinded(book: Book, said: Said, place: Place) -> list[Piece] | None:
    """The pieces, each with its kind; None if the kind must be asked."""
    if said.mixed and len(said.pieces) == 1 and not said.out:
        return _sum_of(book, said.pieces[0], said.named_kinds)
    if (said.out or said.mixed) and said.pieces:
        return None
    pieces = [replace(piece) for piece in said.pieces]
    said.unclear = said.unclear or (said.asked and bool(pieces)) or _contradicts(said)
    if said.unclear:
        return []  # one amount, or a word beside it, cannot be read: nothing of it is booked, all of it is asked
    if len(pieces) > 1 and any(piece.value for piece in pieces) and not place.columns:
        pieces = [piece for piece in pieces if piece.value]
    if not pieces:
        return _implied(book, said, place)
    if said.same_and and not {piece.kind for piece in pieces} & {"", *(one.kind for one in book.last_pieces)}:
        return [*(replace(piece, doubt="confirm") for piece in book.last_pieces), *pieces]
    if "unpaid" in said.states and not said.partly and said.paid == "paid":
        said.unclear = True  # "10rb (utang bulan lalu) ✅": there, or not there?
        return []
    if "unpaid" in said.states and not said.partly:
        return _promised(book, said, place, pieces)
    if said.of_which and len(pieces) == 2 and not pieces[0].kind and pieces[1].kind:
        return _of_which(book, pieces, place)
    if place.columns and len(pieces) == len(place.columns) + 1 and _sums_up(pieces):
        pieces.pop()  # the column "jumlah"
    first = place.kind or book.default_kind
    if said.paid_and and first in book.usual and all(piece.kind not in ("", first) for piece in pieces):
        return [Piece(book.usual[first], kind=first, doubt="confirm"), *pieces]  # "✅ + sukarela 5rb"
    open_ones = [piece for piece in pieces if not piece.kind]
    if len(open_ones) > 1:
        if len(place.columns) == len(pieces) == len(open_ones):
            for piece, kind in zip(pieces, place.columns, strict=True):
                piece.kind = kind
            return [piece for piece in pieces if piece.value] or pieces[:1]  # a row of noughts: not paid
        if place.columns:
            return None
        return _usual_first(book, pieces, place) if len(pieces) in (2, 3) else None
    if len(place.columns) > 1 and open_ones and len(pieces) == 1:
        book.rate_used = book.rate_used or place.rate is not None
        return _sum_of(book, pieces[0], place.columns) or _only_one(book, pieces[0], place.columns)
    for piece in open_ones:
        asked = said.unkinded if said.unkinded in ASKED_KINDS and len(pieces) == 1 else ""
        piece.kind = asked or place.kind or book.default_kind
        if len(pieces) > 1 and book.usual.get(piece.kind) != worth(piece.value, piece.bare):
            piece.doubt = piece.doubt or "confirm"
    for piece in pieces:
        if piece.kind == SOFT_KIND:
            known = {"wajib"} & {entry.kind for entry in book.entries} and len(pieces) > 1
            piece.kind, piece.doubt = ("sukarela" if known else place.kind or book.default_kind), "confirm"
            if book.usual.get(piece.kind) == worth(piece.value, piece.bare):
                piece.doubt = ""
    return pieces


def _contradicts(said: Said) -> bool:
    """ "sepuluh ribu (15.000)": two sums for one."""
    return said.of_which and len(said.pieces) == 2 and not any(piece.kind for piece in said.pieces)


def _sums_up(pieces: Sequence[Piece]) -> bool:
    """Whether the last amount is what the others add up to."""
    *parts, whole = [worth(piece.value, piece.bare) for piece in pieces]
    return sum(parts) == whole


def _usual_first(book: Book, pieces: list[Piece], place: Place) -> list[Piece] | None:
    """ "10 + 5", "10 + 2 + 5": the usual amount of wajib and of each other kind, the rest sukarela, for a yes."""
    first_kind = place.kind or book.default_kind
    usual = book.usual.get(first_kind)
    values = [worth(piece.value, piece.bare) for piece in pieces]
    if first_kind != book.default_kind or len(set(values)) < len(values):
        return None
    if usual is not None and usual not in values:
        return None
    at = values.index(usual) if usual is not None else 0
    free = "sukarela" if first_kind != "sukarela" else "wajib"
    others = {amount: kind for kind, amount in book.usual.items() if kind not in (first_kind, *ONCE_KINDS)}
    for place_of, (piece, value) in enumerate(zip(pieces, values, strict=True)):
        piece.kind, piece.doubt = first_kind if place_of == at else others.get(value, free), "confirm"
    return pieces if len({piece.kind for piece in pieces}) == len(pieces) else None


def _sum_of(book: Book, piece: Piece, kinds: Sequence[str]) -> list[Piece] | None:
    """ "12rb (wajib + sosial)": what the group's meeting decided for each, if that is the amount; else None."""
    amounts = [book.usual.get(kind) for kind in kinds]
    whole = worth(piece.value, piece.bare)
    if len(set(kinds)) != len(kinds) or None in amounts or sum(one or 0 for one in amounts) != whole:
        return None
    scale = 1_000 if piece.bare else 1
    return [
        replace(piece, value=(amount or 0) // scale, kind=kind, doubt="confirm")
        for kind, amount in zip(kinds, amounts, strict=True)
    ]


def _only_one(book: Book, piece: Piece, kinds: Sequence[str]) -> list[Piece] | None:
    """ "Neneng 10" under "wajib sukarela": the one kind of which that is the usual amount."""
    whole = worth(piece.value, piece.bare)
    fits = [kind for kind in kinds if book.usual.get(kind) == whole]
    return [replace(piece, kind=fits[0], doubt="confirm")] if len(fits) == 1 else None


def _of_which(book: Book, pieces: list[Piece], place: Place) -> list[Piece] | None:
    """ "15 (5 sukarela)": the rest is the usual wajib, or she is asked."""
    whole, part = pieces
    kind = place.kind or book.default_kind
    rest = worth(whole.value, whole.bare) - worth(part.value, part.bare)
    if part.kind == kind or book.usual.get(kind) != rest:
        return None
    first = Piece(rest // 1_000 if whole.bare else rest, whole.bare, kind, "confirm")
    return [first, replace(part, doubt="confirm")]


def _promised(book: Book, said: Said, place: Place, pieces: list[Piece]) -> list[Piece]:
    """An amount beside "belum" or "besok" is not there yet; one that is not the usual is asked about as well."""
    usual = {book.usual.get(piece.kind or place.kind or book.default_kind) for piece in pieces}
    values = {worth(piece.value, piece.bare) for piece in pieces}
    if values not in (usual, {0}):
        said.unclear = True
    return []


def _implied(book: Book, said: Said, place: Place) -> list[Piece]:
    """Amounts not written: "lunas", "sama", a name under "yang sudah setor 10rb"."""
    if said.states and set(said.states) - {"present"}:
        return []
    if said.same and book.last_pieces and not said.paid:
        return [replace(piece, doubt="confirm") for piece in book.last_pieces]
    meant = bool(said.unkinded) and all(kind in book.usual for kind in said.unkinded.split())  # "Wajib: Cucu"
    told = bool(said.paid) or (
        not said.has_content and (place.state == "paid" or place.rate is not None or meant)
    )
    if said.unkinded and not told and not said.has_content and not place.state:
        said.unclear = True
    if not told or said.unclear:
        return []
    if place.rate is not None:
        book.rate_used = True
        rate = place.rate
        if len(place.columns) > 1 and not rate.kind:
            summed = _sum_of(book, rate, place.columns)
            if summed and said.named_kinds:  # "Imas (wajib saja)"
                summed = [piece for piece in summed if piece.kind in said.named_kinds]
            said.unclear = summed is None
            return summed or []
        return [replace(rate, kind=rate.kind or said.unkinded or place.kind or book.default_kind)]
    kinds = said.unkinded.split() or [place.kind or book.default_kind]
    pieces = [Piece(book.usual[kind], kind=kind, doubt="confirm") for kind in kinds if kind in book.usual]
    said.unclear = len(pieces) < len(kinds)
    return pieces if not said.unclear else []


def together(book: Book, who: Sequence[Who], pieces: Sequence[Piece], said: Said) -> bool:
    """ "Yuyun sama Neneng 20rb": twice the usual amount, which may well be both of theirs: to be asked."""
    if len(who) < 2 or said.each or len(pieces) != 1 or not said.paired:
        return False
    return book.usual.get(pieces[0].kind, 0) * len(who) == worth(pieces[0].value, pieces[0].bare)


def shared(book: Book, who: Sequence[Who], pieces: Sequence[Piece], said: Said) -> bool:
    """Several women before one amount that is not the usual one: each so much, or together?"""
    if len(who) < 2 or said.each or len(pieces) != 1:
        return False
    return book.usual.get(pieces[0].kind) != worth(pieces[0].value, pieces[0].bare)

"""Whose money is it? Turns the parts of a line into entries, marks and questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.money import Rupiah
from domain.reading.lists.book import Book, Place, book_piece, mark
from domain.reading.lists.kinds import kinded, shared, together
from domain.reading.lists.limits import UNKNOWN_BESIDE_MAX
from domain.reading.lists.parts import Piece, Said, Who, worth

# "ibu2 yg belum setor ditunggu ya": a message to all whom it is true of, not about who sends it.
_OF_OTHERS = re.compile(
    r"\b(?:yg|yang|nu|anu|sing|siapa)\s+(?:pada\s+|hari ini\s+)?"
    r"(?:mau|bade|arek|belum|blm|blom|teu acan|can|acan|durung|dereng|sudah|udah|sdh|udh|tos|parantos|bayar|setor"
    r"|hadir|datang|sakit|izin|ijin)\b"
)


def settle(book: Book, said: Said, place: Place) -> None:
    """Books a part that names women or was sent by one; a part that speaks of all or the rest is not for here."""
    if said.misnamed:
        keys = [key for one in said.who for key in one.keys]
        piece = said.pieces[0] if len(said.pieces) == 1 else Piece(0)
        book.ask(
            "line",
            place,
            keys,
            rupiah=Rupiah(worth(piece.value, piece.bare)) or None,
            bare=piece.bare,
            day=place.day,
        )
        return
    who = _subjects(book, said, place)
    if who is None:
        return
    if not who:
        _ask_whose(book, said, place)
        return
    if said.also and book.last_states and not (said.pieces or said.states or said.paid):
        said.states, said.same = list(book.last_states), False  # "Imas belum, Euis juga"
    pieces = kinded(book, said, place)
    if pieces is None:
        for one in who:
            _ask_kind(book, one, said, place)
        return
    if together(book, who, pieces, said):
        said.unclear, pieces = True, []
    of_all = shared(book, who, pieces, said)
    for one in who:
        _settle_one(book, one, pieces, said, place, of_all=of_all)
    if pieces:
        book.last_pieces, book.last_states = tuple(pieces), ()
    elif said.states:
        book.last_states = tuple(said.states)
    book.last_keys = who[-1].keys


def _settle_one(
    book: Book, one: Who, pieces: Sequence[Piece], said: Said, place: Place, *, of_all: bool
) -> None:
    """What the part says of one of its women: her amounts, her state, or the question for what cannot be read."""
    via = said.via.keys[0] if said.via and len(said.via.keys) == 1 else ""
    doubt = "confirm" if of_all or _unsure(said, one) else ""
    for piece in pieces:
        if said.pieces or not _is_said(book, one, piece, place):
            told = replace(piece, doubt=piece.doubt or doubt)
            book_piece(book, one, told, place, via=via, corrected=said.corrected)
    unread = said.unclear and bool(said.pieces)
    mark(book, one, said, place, paid=unread or any(piece.kind == book.default_kind for piece in pieces))
    promised = bool(said.pieces) and not pieces and "unpaid" in said.states and not said.unclear
    if promised and not (one.keys or place.numbered or place.harm):
        book.ask("name", place, status="unpaid")  # "Dewi belum 10rb", and nobody here is Dewi
    only_guessed = said.guessed and said.states and not said.pieces and not said.lost  # "Imas kayaknya belum"
    if said.unclear and not pieces and not only_guessed:
        about = "name" if one.stranger or len(one.keys) != 1 else "amount"
        kind = said.unkinded or place.kind or book.default_kind
        book.ask(about, place, one.keys, kind=kind, day=place.day)


def _is_said(book: Book, who: Who, piece: Piece, place: Place) -> bool:
    """ "saya 10rb, sudah saya kasih": the line says her amount already."""
    return any(
        (entry.member, entry.kind, entry.line) == (who.keys[0], piece.kind, place.line)
        for entry in book.entries
        if len(who.keys) == 1
    )


def _subjects(book: Book, said: Said, place: Place) -> list[Who] | None:
    """The women the part is about; [] if nobody knows who; None if nothing is to be done."""
    who = list(said.who)
    if said.perhaps_hers:
        if who:
            pass
        elif place.sender and place.sender.keys and place.sender.keys != said.perhaps_hers.keys:
            # "Yuyun: titip Neneng 10" may be Yuyun's money through Neneng, or Neneng's through Yuyun.
            both = tuple(dict.fromkeys(place.sender.keys + said.perhaps_hers.keys))
            who = [Who(both, slip=True)]
        else:
            who = [replace(said.perhaps_hers, slip=True)]
    if who:
        book.current = None
        if (
            place.sender
            and said.via is None
            and place.sender.keys != who[0].keys
            and len(who) == 1
            and _carried(said)
        ):
            said.via = place.sender
        return who
    if (
        place.sender is not None
        and not said.pieces
        and (said.asked or _OF_OTHERS.search(place.quote.lower()))
    ):
        return None  # "yang belum setor siapa aja?", "yg mau setor tulis di sini"
    if place.sender is not None and (said.pieces or said.states or said.paid == "paid" or said.unclear):
        return [place.sender]
    if said.corrected and said.pieces and book.last_keys:
        said.doubtful = True
        return [Who(book.last_keys)]
    if (said.pieces or said.states) and book.waiting and not place.numbered:
        waiting, _ = book.waiting.pop()
        book.current = waiting
        return [waiting]
    if book.current and said.pieces and all(piece.kind for piece in said.pieces):
        return [book.current]
    return [] if said.pieces or said.unclear else None


def _carried(said: Said) -> bool:
    return bool(said.perhaps_hers)


def _ask_whose(book: Book, said: Said, place: Place) -> None:
    piece = said.pieces[0] if len(said.pieces) == 1 else None
    rupiah = Rupiah(worth(piece.value, piece.bare)) if piece else None
    bare = bool(piece and piece.bare)
    kind = (piece.kind if piece else "") or place.kind
    book.ask(
        "name" if said.near else "line", place, said.near, rupiah=rupiah, bare=bare, kind=kind, day=place.day
    )


def _ask_kind(book: Book, who: Who, said: Said, place: Place) -> None:
    total = sum(worth(piece.value, piece.bare) for piece in said.pieces)
    if len(who.keys) != 1 or who.stranger:
        book.ask(
            "name",
            place,
            who.keys,
            rupiah=Rupiah(total),
            bare=any(p.bare and p.value for p in said.pieces),
            day=place.day,
        )
        return
    bare = any(piece.bare and piece.value for piece in said.pieces)
    book.ask("kind", place, who.keys, rupiah=Rupiah(total), bare=bare, day=place.day)


def _unsure(said: Said, who: Who) -> bool:
    return who.slip or said.doubtful or said.unknown > UNKNOWN_BESIDE_MAX or (said.corrected and not said.who)

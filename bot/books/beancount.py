"""A group's book in the text format of beancount, for an auditor from outside; `bean-check` accepts it.

Members stand there by number only: whoever needs names asks the group. Signs are beancount's: debit above zero.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from db.books import Book
from domain.accounts import Account, Nature
from domain.books import in_order
from domain.ledger import Entry, Line, shown_code

CURRENCY = "IDR"
_ROOTS = {
    Nature.ASSET: "Assets",
    Nature.LIABILITY: "Liabilities",
    Nature.EQUITY: "Equity",
    Nature.INCOME: "Income",
    Nature.EXPENSE: "Expenses",
}


def text_of(book: Book) -> str:
    """The whole file. book: from the group's first entry on, so that nothing comes before it."""
    entries = in_order(book.entries)
    parts = [_head(book), *_opens(entries), *map(_entry, entries), *_balances(book, entries)]
    return "\n".join(parts) + "\n"


def _head(book: Book) -> str:
    lines = [
        f'option "title" {_quoted(f"Kelompok {book.group.name}, {book.group.place}")}',
        f'option "operating_currency" "{CURRENCY}"',
    ]
    if book.head is not None and book.entries:
        day, code = in_order(book.entries)[-1].day, _quoted(shown_code(book.head.code))
        lines.append(f'{day} custom "angka-cek" {code} "sampai No. {book.head.number}"')
    return "\n".join(lines) + "\n"


def name_of(account: Account, member: int | None) -> str:
    """beancount's name: Assets:Kas, Equity:Simpanan-Wajib:Anggota-007."""
    words = "-".join(word.capitalize() for word in account.value.split("_"))
    whose = "" if member is None else f":Anggota-{member:03d}"
    return f"{_ROOTS[account.nature]}:{words}{whose}"


def _opens(entries: Sequence[Entry]) -> list[str]:
    first: dict[str, date] = {}
    for entry in entries:
        for line in entry.lines:
            first.setdefault(name_of(line.account, line.member), entry.day)
    return [
        f"{day} open {name} {CURRENCY}" for name, day in sorted(first.items(), key=lambda each: each[::-1])
    ]


def _entry(entry: Entry) -> str:
    links = f" ^rapat-{entry.meeting}" if entry.meeting is not None else ""
    lines = [f"\n{entry.day} * {_quoted(entry.kind.value)}{links}", f"  nomor: {entry.number}"]
    if entry.member is not None:
        lines.append(f"  anggota: {entry.member}")
    if entry.reverses is not None:
        lines.append(f"  membatalkan: {entry.reverses}")
    lines.append(f'  rantai: "{entry.hash.hex()}"')
    return "\n".join((*lines, *map(_posting, entry.lines)))


def _posting(line: Line) -> str:
    return f"  {name_of(line.account, line.member)}  {line.signed} {CURRENCY}"


def _balances(book: Book, entries: Sequence[Entry]) -> list[str]:
    """What our ledger says at the end; beancount derives it again from the entries."""
    if not entries:
        return []
    after = entries[-1].day + timedelta(days=1)
    used = sorted({(line.account, line.member) for entry in entries for line in entry.lines}, key=_order)
    return [
        "",
        *(
            f"{after} balance {name_of(account, member)}  {book.after.get((account, member), 0)} {CURRENCY}"
            for account, member in used
        ),
    ]


def _order(pair: tuple[Account, int | None]) -> tuple[str, int]:
    return pair[0].value, pair[1] or 0


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + " ".join(escaped.split()) + '"'

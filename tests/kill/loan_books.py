"""What is on record after a loan's life (tests/kill/lending.py), against what there has to be: each thing once."""

from collections import Counter
from typing import Any

from db import ledger, ledger_check
from db.unit import Unit
from domain.accounts import Account
from domain.ledger_records import Entry, EntryKind
from tests.kill.ground import Ground

# Kind, whose, how much of the box; the meeting's lines are in the order of its list.
BOOK = [
    *[f"opening {number} 200000" for number in (1, 2, 3, 4, 5)],
    "loan 3 500000",
    "repayment 3 110000",
    "saving 4 10000",
    "saving 5 10000",
    "saving 2 10000",
    "saving 1 10000",
    "repayment 3 108000",
    "repayment 3 312000",
    "year_end None 0",
    "share None 0",
    "share 1 1818",
    "share 2 1817",
    "share 3 4731",
    "share 4 1817",
    "share 5 1817",
]
COUNTS = {
    "loans asked": ("SELECT count(*) AS n FROM loans", 1),
    "loans settled": ("SELECT count(*) AS n FROM loans WHERE state = 'settled'", 1),
    "payouts": ("SELECT count(*) AS n FROM payouts", 1),
    "plans": ("SELECT count(*) AS n FROM loan_plans", 2),
    "agreements": ("SELECT count(*) AS n FROM loan_offers", 1),
    "agreements kept": ("SELECT count(*) AS n FROM loan_offers WHERE state = 'agreed'", 1),
    "entries of the loan": ("SELECT count(*) AS n FROM loan_entries", 4),
    "most asked of an instalment": ("SELECT max(told) AS n FROM loan_reminders", 1),
    "asked of all": ("SELECT sum(told) AS n FROM loan_reminders", 2),
    "her own days": ("SELECT count(*) AS n FROM loan_reminders WHERE promised_day = '2026-04-20'", 1),
    "meetings": ("SELECT count(*) AS n FROM meetings", 1),
    "years closed": ("SELECT count(*) AS n FROM year_ends", 1),
}
BALANCES: dict[tuple[Account, int | None], int] = {
    (Account.KAS, None): 1_070_000,
    (Account.PIUTANG, None): 0,
}


async def faults_in_books(ground: Ground) -> list[str]:
    """What is lost, doubled or wrong at the end."""
    async with ground.open() as storage:
        return await storage.writer.run(_read)


async def _read(unit: Unit) -> list[str]:
    (row,) = await unit.fetch("SELECT id FROM groups")
    group = row["id"]
    entries = await ledger.list_entries(unit, group)
    book = [_line(each) for each in entries]
    faults = []
    if book != BOOK:
        missing, more = Counter(BOOK) - Counter(book), Counter(book) - Counter(BOOK)
        faults.append(
            f"{'lost' if missing else 'doubled'}: not in the book {missing}, too much {more}: {book}"
        )
    found: dict[str, tuple[Any, Any]] = {
        name: ((await unit.fetch(sql))[0]["n"], expected) for name, (sql, expected) in COUNTS.items()
    }
    found |= {
        f"{account.value} of {member or 'the group'}": (
            int(await ledger.balance(unit, group, account, member)),
            expected,
        )
        for (account, member), expected in BALANCES.items()
    }
    found["chain"] = ((await ledger_check.verify_group(unit, group)).fault, None)
    return faults + [
        f"wrong: {name}: {got}, not {expected}" for name, (got, expected) in found.items() if got != expected
    ]


def _line(entry: Entry) -> str:
    """What it moved of the box; a share, of her savings."""
    account = Account.SUKARELA if entry.kind is EntryKind.SHARE else Account.KAS
    moved = sum(int(line.amount) for line in entry.lines if line.account is account)
    return f"{entry.kind.value} {entry.member} {moved}"

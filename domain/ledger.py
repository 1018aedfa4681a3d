"""A group's book: what must be true of an entry, and all that the rest of the program needs of it.

Every entry balances: what is debited is credited. An entry is never changed; a correction is its exact opposite and a
new one.
"""

from datetime import date

from domain.accounts import CREDIT, DEBIT
from domain.ledger_chain import (
    CODE_DIGITS,
    HASH_BYTES,
    NO_NOTE,
    SALT_BYTES,
    VERSION,
    balances_hash,
    canonical,
    chain_beginning,
    check_code,
    entry_of_draft,
    input_hash,
    key_hash,
    next_hash,
    note_hash,
    published_hash,
    shown_code,
)
from domain.ledger_drafts import (
    cost,
    count_difference,
    income,
    loan_out,
    opening,
    opposite,
    repayment,
    reversal_of,
    saving,
    settlement,
    transfer,
    withdrawal,
)
from domain.ledger_records import (
    AMOUNT_MAX,
    FIRST_DAY,
    KEY_CHARS_MAX,
    LINES_MAX,
    NOTE_CHARS_MAX,
    BrokenDraft,
    Closing,
    Draft,
    Entry,
    EntryKind,
    Line,
    Published,
    day_of,
    first_day_of,
    month_of,
)
from domain.ledger_refusals import (
    AlreadyReversed,
    AmountOutOfRange,
    DayTooOld,
    FutureDay,
    GroupNotActive,
    KeyUsedDifferently,
    MeetingStillOpen,
    MemberLeft,
    MonthClosed,
    MonthNotOver,
    MonthOrder,
    NotEnoughCash,
    NotEnoughSavings,
    NotOwed,
    OnlyOnLeaving,
    SecondIsSame,
    SecondNeeded,
    UnknownMember,
    YearEntryStays,
)
from domain.money import Rupiah

__all__ = [
    "AMOUNT_MAX",
    "CODE_DIGITS",
    "CREDIT",
    "DEBIT",
    "FIRST_DAY",
    "HASH_BYTES",
    "KEY_CHARS_MAX",
    "LINES_MAX",
    "NOTE_CHARS_MAX",
    "NO_NOTE",
    "SALT_BYTES",
    "VERSION",
    "AlreadyReversed",
    "AmountOutOfRange",
    "BrokenDraft",
    "Closing",
    "DayTooOld",
    "Draft",
    "Entry",
    "EntryKind",
    "FutureDay",
    "GroupNotActive",
    "KeyUsedDifferently",
    "Line",
    "MeetingStillOpen",
    "MemberLeft",
    "MonthClosed",
    "MonthNotOver",
    "MonthOrder",
    "NotEnoughCash",
    "NotEnoughSavings",
    "NotOwed",
    "OnlyOnLeaving",
    "Published",
    "SecondIsSame",
    "SecondNeeded",
    "UnknownMember",
    "YearEntryStays",
    "balances_hash",
    "canonical",
    "chain_beginning",
    "check_code",
    "check_draft",
    "cost",
    "count_difference",
    "day_of",
    "entry_of_draft",
    "first_day_of",
    "income",
    "input_hash",
    "key_hash",
    "loan_out",
    "month_of",
    "next_hash",
    "note_hash",
    "opening",
    "opposite",
    "published_hash",
    "repayment",
    "reversal_of",
    "saving",
    "settlement",
    "shown_code",
    "transfer",
    "withdrawal",
]


def check_draft(draft: Draft, today: date) -> None:
    """Whether the draft can be an entry, whatever else is in the book.

    Raises AmountOutOfRange, FutureDay, DayTooOld, SecondIsSame; BrokenDraft for what no conversation may make.
    """
    if any(type(line.amount) is not Rupiah or not 0 < line.amount <= AMOUNT_MAX for line in draft.lines):
        raise AmountOutOfRange
    if draft.day > today:
        raise FutureDay
    if draft.day < FIRST_DAY:
        raise DayTooOld
    if draft.second == draft.by:
        raise SecondIsSame
    _check_form(draft)


def _check_form(draft: Draft) -> None:
    if not 2 <= len(draft.lines) <= LINES_MAX or sum(line.signed for line in draft.lines) != 0:
        raise BrokenDraft("an entry has two lines or more, and they balance")
    for line in draft.lines:
        if line.side not in (DEBIT, CREDIT) or line.account.per_member != (line.member is not None):
            raise BrokenDraft(f"a line of {line.account.value} is on no side, or names the wrong member")
    if len({(line.account, line.member) for line in draft.lines}) != len(draft.lines):
        raise BrokenDraft("no account stands twice in an entry")
    if (draft.reverses is None) == (draft.kind is EntryKind.REVERSAL):
        raise BrokenDraft("a reversal, and only a reversal, names what it takes back")
    if len(draft.note) > NOTE_CHARS_MAX:
        raise BrokenDraft("the note is too long")

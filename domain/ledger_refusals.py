"""When does the book say no? Each refusal is named for its rule; handlers/refusals.py has the sentences."""

from domain.refusals import Refusal


class FutureDay(Refusal):
    """The day has not come yet in the group's zone."""

    code = "future_day"


class DayTooOld(Refusal):
    """Before FIRST_DAY."""

    code = "day_too_old"


class MonthClosed(Refusal):
    """The day's month is closed; corrections go into the open month."""

    code = "month_closed"


class MonthOrder(Refusal):
    """Months are closed one after another."""

    code = "month_order"


class MonthNotOver(Refusal):
    """A month is closed after its last day."""

    code = "month_not_over"


class MeetingStillOpen(Refusal):
    """A meeting of this month is not closed yet."""

    code = "meeting_still_open"


class NotEnoughCash(Refusal):
    """More would go out than there is. amount: what there is."""

    code = "not_enough_cash"


class NotEnoughSavings(Refusal):
    """More would be taken than she, or the fund, has. amount: what there is."""

    code = "not_enough_savings"


class NotOwed(Refusal):
    """More would be paid back than is owed. amount: what is owed."""

    code = "not_owed"


class OnlyOnLeaving(Refusal):
    """Simpanan pokok and wajib are taken out only when she leaves (domain.md 3.2)."""

    code = "only_on_leaving"


class AmountOutOfRange(Refusal):
    """Nothing, less than nothing, or more than any group has."""

    code = "amount_out_of_range"


class KeyUsedDifferently(Refusal):
    """The same command came with another content."""

    code = "key_used_differently"


class AlreadyReversed(Refusal):
    """An entry is taken back once."""

    code = "already_reversed"


class YearEntryStays(Refusal):
    """What closed and shared a year is not taken back: that happens once, and what was wrong is the next year's."""

    code = "year_entry_stays"


class UnknownMember(Refusal):
    """There is no such member in this group."""

    code = "unknown_member"


class MemberLeft(Refusal):
    """She has left: only what settles her account is written."""

    code = "member_left"


class GroupNotActive(Refusal):
    """The group is not open yet, or has ended."""

    code = "group_not_active"


class SecondNeeded(Refusal):
    """After its meeting is closed an entry is corrected by two people."""

    code = "second_needed"


class SecondIsSame(Refusal):
    """The second person is somebody else."""

    code = "second_is_same"

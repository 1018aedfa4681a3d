"""When is a loan not given, not decided, not paid? Each refusal is named for its rule.

The sentences are in handlers/refusals.py.
"""

from domain.refusals import Refusal


class OpenLoanAlready(Refusal):
    """She has a loan that is asked for, decided or running: one at a time."""

    code = "open_loan_already"


class LoanSettled(Refusal):
    """Nothing is owed on it any more."""

    code = "loan_settled"


class LoanNotRunning(Refusal):
    """Its money was never received, or it was refused or taken back."""

    code = "loan_not_running"


class TooMuchAsked(Refusal):
    """More than the group's rules, her savings or the box allow. amount: what is allowed."""

    code = "too_much_asked"


class LimitPassed(Refusal):
    """What two officers decide, or have decided, is more than fits by now. amount: what still does."""

    code = "limit_passed"


class NotForOwn(Refusal):
    """She, one of her own selves or somebody of her household would decide on it."""

    code = "not_for_own"


class OwnInstalment(Refusal):
    """She would write down alone, with nobody beside her, what she has paid herself."""

    code = "own_instalment"


class NoThirdOfficer(Refusal):
    """Without her and her household no two officers are left: a third one is needed."""

    code = "no_third_officer"


class MoreThanOwed(Refusal):
    """More than ends the loan on that day, or than is open of a fine. amount: what does."""

    code = "more_than_owed"

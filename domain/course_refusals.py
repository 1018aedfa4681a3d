"""When can somebody not be in a course, and when is one not changed? Each refusal is named for its rule.

The sentences are in handlers/refusals.py. Nobody is refused for being poor, late or absent.
"""

from domain.refusals import Refusal


class AlreadyIn(Refusal):
    """She, or another record of hers, has a place in it or waits for one."""

    code = "already_in_course"


class NotIn(Refusal):
    """She has no place in it and waits for none."""

    code = "not_in_course"


class CourseClosed(Refusal):
    """It has ended, was cancelled, or its last session is over: there is nothing left to join or to leave."""

    code = "course_closed"


class NotForHer(Refusal):
    """Somebody else's turn: why, and where else to ask, is told by who raises it. why: a word of db/course_fit.py."""

    code = "course_not_for_her"


class TooManyCourses(Refusal):
    """She takes part in as many as one woman can keep in mind. most: how many that is."""

    code = "too_many_courses"


class WaitingListFull(Refusal):
    """So many wait that it would be no kindness to let one more do so."""

    code = "waiting_list_full"


class CapacityTooSmall(Refusal):
    """More have a place by now than there would be. count: how many have one."""

    code = "capacity_too_small"


class TooManyOpenCourses(Refusal):
    """The group has as many open courses as it can keep. most: how many that is."""

    code = "too_many_open_courses"


class TooManySessions(Refusal):
    """More sessions than a course of one year has. most: how many that is."""

    code = "too_many_sessions"


class SessionOver(Refusal):
    """It was cancelled or is over: it is neither moved nor cancelled any more."""

    code = "session_over"


class SessionTooEarly(Refusal):
    """It would begin in the past."""

    code = "session_too_early"


class CodeWrong(Refusal):
    """No session that is open now has this code on its wall; which of them it would be is not told."""

    code = "session_code_wrong"


class NotPresentHerself(Refusal):
    """Who says of her neighbour that she is there has to be there herself."""

    code = "not_present_herself"

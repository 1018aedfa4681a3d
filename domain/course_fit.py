"""May she join this course, and if not, why? One rule a reason, so that she is told which one it is.

The law: whatever is named is asked for; nothing named is everybody the course's owner reaches. A no is never about
herself: each reason has a sentence that says where else to ask (handlers/training/fit_words.py). An office's course
may look at her first result and her aid in that same office; a group's course never does (db/course_fit.py).
"""

from enum import StrEnum

from domain.courses import Course, Topic
from domain.records import dataclass


class Why(StrEnum):
    """Why it is not for her, or not yet."""

    WHERE = "where"  # nobody knows yet where she lives
    ELSEWHERE = "elsewhere"  # it is for women who live somewhere else
    GROUP = "group"  # it is for a group of which she is no member
    LEARN_FIRST = "learn_first"  # something has to be learned before
    RESULT = "result"  # no first result that fits
    AID = "aid"  # a Bimtek for those whose aid is being prepared
    OVER = "over"  # nothing is left of it


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What is known of her, as far as a course may ask.

    area: a key, "" if nobody knows. offices: row ids of those that serve it, or have her request. groups: row ids.
    results: (office, set) of first results that fit. aided: offices that prepare aid for her. learned: what she can do.
    """

    area: str = ""
    offices: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    results: frozenset[tuple[int, str]] = frozenset()
    aided: frozenset[int] = frozenset()
    learned: frozenset[Topic] = frozenset()


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether she may join, and if not, why."""

    why: Why | None = None

    @property
    def ok(self) -> bool:
        """Whether she may."""
        return self.why is None


def judge(course: Course, standing: Standing) -> Fit:
    """Whether the course is for her; the first rule that says no is the reason."""
    return Fit(_of_place(course, standing) or _of_her_way(course, standing))


def _of_place(course: Course, standing: Standing) -> Why | None:
    """Where she lives or which group she is in: one of the places that are named is enough.

    A group that names nobody lets in whoever has its code; an office those of its own areas.
    """
    who = course.who
    if who.areas or who.groups:
        if standing.area in who.areas or standing.groups.intersection(who.groups):
            return None
        if not who.areas:
            return Why.GROUP
        return Why.ELSEWHERE if standing.area else Why.WHERE
    if course.organisation_id is None or course.organisation_id in standing.offices:
        return None
    return Why.ELSEWHERE if standing.area else Why.WHERE


def _of_her_way(course: Course, standing: Standing) -> Why | None:
    """What she has learned, and what her office knows of her: all that is named."""
    who, office = course.who, course.organisation_id
    if not standing.learned.issuperset(who.needs):
        return Why.LEARN_FIRST
    if office is None:
        return None  # the screening is the office's: no group may draw a line by it
    if not all((office, set_id) in standing.results for set_id in who.sets):
        return Why.RESULT
    # Source C, mechanism 3: "Sebelum bantuan usaha diberikan maka terlebih dahulu dilakukan Bimbingan Teknis".
    if who.before_aid and office not in standing.aided:
        return Why.AID
    return None


def is_for_everybody(course: Course) -> bool:
    """Whether the course says nothing of who is in it: then a locked phone, too, may show it."""
    who = course.who
    return course.group_id is None and not (who.groups or who.sets or who.before_aid)

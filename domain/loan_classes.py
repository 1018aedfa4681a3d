"""Into which class does a loan fall by the days it is behind, and in which words does she herself hear of it?

Classes (kolektibilitas) are for officers only; thresholds differ by rule book and are data (criteria/loan_classes.toml,
domain.md 3.3). Members know three states and no class.
"""

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from domain.criteria.fields import CriteriaError, Fault, Table, note_twice, read_toml
from domain.records import dataclass

SCHEMA = "golongan_pinjaman/1"

# What a group's loans are classed by as long as its meeting has chosen nothing else.
USUAL = "mentari"

# Longer than this it helps nobody to wait and see: she and the officers should sit together.
TALK_AFTER_DAYS = 30

_TITLE_CHARS_MAX = 30
_DAYS_MAX = 3_650
_BOUNDS = 4


class LoanClass(IntEnum):
    """The five classes, the best first: a larger one is worse. Never shown to a member."""

    LANCAR = 0
    PERHATIAN = 1
    KURANG = 2
    DIRAGUKAN = 3
    MACET = 4


class MemberState(StrEnum):
    """How a loan stands, as she reads it: "lancar", "ada yang belum masuk", "perlu dibicarakan"."""

    LANCAR = "lancar"
    BELUM_MASUK = "belum_masuk"
    BICARA = "bicara"


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """One rule book. name: its key. days: the most days behind of each class but the last; they never fall."""

    name: str
    title: str
    source: str
    days: tuple[int, int, int, int]


def class_of(profile: Profile, days_behind: int) -> LoanClass:
    """The class of a loan that is so many days behind; a class without days of its own is skipped."""
    return LoanClass(sum(days_behind > most for most in profile.days))


def member_state(days_behind: int) -> MemberState:
    """What she reads herself; the same under every rule book."""
    if days_behind > TALK_AFTER_DAYS:
        return MemberState.BICARA
    return MemberState.BELUM_MASUK if days_behind > 0 else MemberState.LANCAR


def profile_of(profiles: Mapping[str, Profile], name: str) -> Profile:
    """The profile of that name; the usual one where a later release knows that name no more."""
    return profiles.get(name) or profiles[USUAL]


def parse_profiles(text: str, name: str) -> dict[str, Profile]:
    """The profiles of this file by their key, in its order; raises CriteriaError with all its mistakes."""
    faults: list[Fault] = []
    top = read_toml(text, name, faults)
    top.one_of("schema", (SCHEMA,))
    found = [_read_profile(table) for table in top.tables("profile")]
    note_twice(top, "the profile", [each.name for each in found if each.name])
    if not faults and USUAL not in {each.name for each in found}:
        top.fault(f"the profile {USUAL!r} is missing", "Add it: groups begin with it")
    top.done()
    if faults:
        raise CriteriaError(faults)
    return {each.name: each for each in found}


def _read_profile(table: Table) -> Profile:
    profile = Profile(
        name=table.key("key"),
        title=table.shown("title", chars_max=_TITLE_CHARS_MAX),
        source=table.text("source"),
        days=_read_days(table),
    )
    table.done()
    return profile


def _read_days(table: Table) -> tuple[int, int, int, int]:
    days = table.numbers("days", count=_BOUNDS)
    if days and (list(days) != sorted(days) or not 0 <= days[0] <= days[-1] <= _DAYS_MAX):
        table.fault(f"days {list(days)} do not rise", f"Write four rising numbers from 0 to {_DAYS_MAX}")
        days = ()
    first, second, third, fourth = days or (0,) * _BOUNDS
    return first, second, third, fourth

"""How long is what kept, and who cannot be forgotten yet?

Every period is a setting whose default and source stand here. Nothing that is still in progress is ever forgotten
because of its age, and no setting may be longer than what a woman was promised.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from domain.records import dataclass
from domain.refusals import Refusal

MONTH_DAYS = 30.4375
"""A twelfth of a year of 365.25 days."""

SCREENING_MONTHS = 24
"""What the consent for screening promises her (handlers/consent.py)."""

TRAINING_MONTHS = 24
"""What the consent for courses promises her (handlers/consent.py)."""

MATTER_MONTHS = 12
"""What she is told before she writes to somebody of an office (handlers/contact/)."""

NOTE_MONTHS = 24
"""How long an office keeps what it noted of a matter that is over."""

ANNOUNCEMENT_MONTHS = 12
"""How long who sent one may look up whom it reached."""

DAYS_MAX = 3_660
"""Ten years: more is a mistake of typing."""

ERASE_AFTER_MS = 60_000
"""She may take her yes back for one minute."""

BREACH_NOTICE_MS = 3 * 24 * 3_600_000
"""UU 27/2022 PDP, art. 46: a written notice within 3x24 hours."""


class Kept(StrEnum):
    """What is kept for a time."""

    SCREENING = "screening"
    PERSON = "person"
    RELAY = "relay"
    SENT = "sent"
    UNREAD = "unread"
    TALK = "talk"
    BUTTON = "button"
    CONSENT = "consent"
    DATA_REQUEST = "data_request"
    LOAN = "loan"
    TRAINING = "training"
    MOOD = "mood"
    REMINDER = "reminder"
    MATTERS = "matters"
    MATTER_NOTES = "matter_notes"
    OUTREACH = "outreach"
    ANNOUNCEMENTS = "announcements"

    @property
    def setting(self) -> str:
        """The name of the setting that holds its days."""
        return f"KEEP_{self.name}_DAYS"


@dataclass(frozen=True, kw_only=True)
class Period:
    """days: from the last thing that happened to it, unless the operator sets others between the two bounds.

    source: who says so.
    """

    days: int
    what: str
    source: str
    days_min: int = 7
    days_max: int = DAYS_MAX


PERIODS: Mapping[Kept, Period] = MappingProxyType(
    {
        Kept.SCREENING: Period(
            days=round(SCREENING_MONTHS * MONTH_DAYS),
            days_max=round(SCREENING_MONTHS * MONTH_DAYS),
            what="answers, results, contact and words of decisions of a request that is over",
            source="the consent she gave: 24 months (UU 27/2022 PDP, art. 21 and 43)",
        ),
        Kept.PERSON: Period(
            days=round((SCREENING_MONTHS + 1) * MONTH_DAYS),
            days_min=90,
            what="name, address and all the rest of somebody without a role and an open request who never wrote again",
            source="what the consent promises and a month more (UU 27/2022 PDP, art. 43 and 44)",
        ),
        Kept.RELAY: Period(
            days=90,
            what="texts between her and a worker",
            source="a house rule: the text of a relay serves for one quarter",
        ),
        Kept.SENT: Period(
            days=30,
            what="texts of other messages that went out or never could",
            source="a house rule: long enough to explain what happened",
        ),
        Kept.UNREAD: Period(
            days=180,
            what="private messages that waited for her and were never looked at, and texts to many",
            source="a house rule: half a year after it was made, a message is no news",
        ),
        Kept.TALK: Period(
            days=90,
            what="talks that were begun or laid aside and never taken up again",
            source="a house rule: half-given answers are not ours to keep (UU 27/2022 PDP, art. 43)",
        ),
        Kept.BUTTON: Period(
            days=180,
            what="what a button under a message begins",
            source="a house rule: the message itself is forgotten by then",
        ),
        Kept.CONSENT: Period(
            days=1_826,
            days_min=365,
            what="answers about consent that a later one has replaced, or of somebody erased",
            source="a house rule of five years: consent has to be provable (UU 27/2022 PDP, art. 24)",
        ),
        Kept.DATA_REQUEST: Period(
            days=1_826,
            days_min=365,
            what="numbered requests about her data that are closed",
            source="a house rule of five years: requests are recorded (UU 27/2022 PDP, art. 14)",
        ),
        Kept.LOAN: Period(
            days=730,
            days_min=90,
            what="what a loan was for, and why one was not given, once it is over; its sums stay in the group's book",
            source="a house rule: after two yearly meetings nobody asks any more (UU 27/2022 PDP, art. 43)",
        ),
        Kept.TRAINING: Period(
            days=round(TRAINING_MONTHS * MONTH_DAYS),
            days_min=400,
            days_max=round(TRAINING_MONTHS * MONTH_DAYS),
            what="who took part in a course that is over, and what became of it; a certificate stays",
            source="the consent she gave: 24 months; what became of it is asked for a year (UU 27/2022 PDP, art. 43)",
        ),
        Kept.MOOD: Period(
            days=183,
            days_max=round(TRAINING_MONTHS * MONTH_DAYS),
            what="how a woman said that she felt after a session",
            source="a house rule: half a year later it helps nobody to walk beside her (UU 27/2022 PDP, art. 43)",
        ),
        Kept.REMINDER: Period(
            days=90,
            days_max=round(TRAINING_MONTHS * MONTH_DAYS),
            what="that somebody was reminded of a session",
            source="a house rule: long enough to explain why a message came or did not",
        ),
        Kept.MATTERS: Period(
            days=round(MATTER_MONTHS * MONTH_DAYS),
            days_min=40,
            days_max=round(MATTER_MONTHS * MONTH_DAYS),
            what="what a woman and an office wrote to each other, once it is over",
            source="what she is told before she writes: 12 months; she may take it up again for 30 days",
        ),
        Kept.MATTER_NOTES: Period(
            days=round(NOTE_MONTHS * MONTH_DAYS),
            days_min=40,
            days_max=round(NOTE_MONTHS * MONTH_DAYS),
            what="what an office noted of a matter that is over",
            source="a house rule: as long as the answers she gave (UU 27/2022 PDP, art. 43)",
        ),
        Kept.OUTREACH: Period(
            days=30,
            days_max=30,
            what="codes on cards for women of whom nothing is known",
            source="a house rule: a card that nobody used in a month is lost (source D: penjangkauan)",
        ),
        Kept.ANNOUNCEMENTS: Period(
            days=round(ANNOUNCEMENT_MONTHS * MONTH_DAYS),
            days_min=40,
            days_max=round(ANNOUNCEMENT_MONTHS * MONTH_DAYS),
            what="who got an announcement, what she answered, and its words, once it is over",
            source="a house rule: after a year nobody asks who was told (UU 27/2022 PDP, art. 43)",
        ),
    }
)

DEFAULT_DAYS: Mapping[Kept, int] = MappingProxyType({kept: period.days for kept, period in PERIODS.items()})


class LastOfRole(Refusal):
    """She is the only admin of an office, or the only chair or treasurer of a group: it would be left without one.

    Field place: the office or group.
    """

    code = "last_of_role"

"""What is kept of one woman's announcements, for her own copy: which she got, what she answered, which she refuses.

An office that hands the copy over sees its own, and nothing of which kinds she refuses; no office sees a group's.
"""

from collections.abc import Sequence
from dataclasses import field

from db.engine import Fetch, Row
from db.lists import marks, padded
from db.shared_texts import NOTICE_PLACE
from db.unit import Unit
from db.vault import SealBroken, cell
from domain.announcements import Content, NewsKind, Reached
from domain.records import dataclass

# The newest; more than a year of them reaches nobody.
NEWS_MAX = 200

_MINE = (
    "SELECT r.state, r.answer, r.answered_ms, r.sent_ms, a.id, a.code, a.news, a.begun_ms, a.organisation_id,"
    " COALESCE(o.name, g.name, '') AS sender, n.owner, n.body FROM announcement_receivers r"
    " JOIN announcements a ON a.id = r.announcement_id JOIN notices n ON n.id = a.id"
    " LEFT JOIN organisations o ON o.id = a.organisation_id LEFT JOIN groups g ON g.id = a.group_id"
    " WHERE r.state NOT IN ('found', 'left_out', 'stopped') AND r.person_id IN "
)
_REFUSED = "SELECT news, min(since_ms) AS since_ms FROM news_refusals WHERE person_id IN "


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnNews:
    """One announcement that was for her. sender: an office or a group. answer: its words, "" if she gave none.

    at_ms: when it went to her, or, where it has not, when it began.
    """

    code: str
    sender: str
    news: NewsKind
    at_ms: int
    reached: Reached
    answer: str = ""
    answered_ms: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnAnnouncements:
    """All of it, the oldest first. refused: kinds she wants no more, with since when."""

    news: tuple[OwnNews, ...] = ()
    refused: tuple[tuple[NewsKind, int], ...] = field(default=())


async def collect(unit: Unit, mine: Sequence[int], *, organisation_id: int | None = None) -> OwnAnnouncements:
    """Everything of these records of hers; for an office that hands it over, what that office announced to her."""
    ids = padded(mine)
    if not ids:
        return OwnAnnouncements()
    rows, refused = await unit.fetch_all(
        Fetch(_MINE + marks(len(ids)) + f" ORDER BY r.announcement_id DESC LIMIT {NEWS_MAX}", ids),
        Fetch(_REFUSED + marks(len(ids)) + " GROUP BY news ORDER BY news", ids),
    )
    shown = [row for row in reversed(rows) if organisation_id in (None, row["organisation_id"])]
    await unit.vault.have({row["owner"] for row in shown if row["answer"]})
    return OwnAnnouncements(
        news=tuple(_news(unit, row) for row in shown),
        refused=()
        if organisation_id is not None
        else tuple((NewsKind(row["news"]), row["since_ms"]) for row in refused),
    )


def _news(unit: Unit, row: Row) -> OwnNews:
    return OwnNews(
        code=row["code"],
        sender=row["sender"],
        news=NewsKind(row["news"]),
        at_ms=row["sent_ms"] or row["begun_ms"],
        reached=Reached(row["state"]),
        answer=_answer(unit, row) if row["answer"] else "",
        answered_ms=row["answered_ms"],
    )


def _answer(unit: Unit, row: Row) -> str:
    """The label of her answer; its number where the words cannot be read any more."""
    number: int = row["answer"]
    if not unit.vault.knows(row["owner"]):
        return str(number)
    try:
        packed = unit.vault.unseal(row["owner"], cell(NOTICE_PLACE, row["id"]), bytes(row["body"]))
    except SealBroken:
        return str(number)
    choices = Content.unpack(packed).choices
    return choices[number - 1] if number <= len(choices) else str(number)

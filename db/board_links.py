"""Answers to posts on a board: one would like to meet whoever wrote it, and the other says yes or no.

The law: neither learns who the other is before both said yes; one answer of a woman a post. A yes counts only while
both still belong there.
"""

from db.board import POSTS, WRITER_IS_THERE, get_shown, open_posts
from db.course_buddies import list_barred
from db.unit import Unit
from domain.board import (
    ANSWERS_OF_POST_MAX,
    OPEN_ANSWERS_MAX,
    Board,
    LinkState,
    Post,
    PostFull,
    PostState,
    TooManyAnswers,
)
from domain.records import dataclass
from domain.refusals import Changed, NotAllowed


def matter_of(link_id: int) -> str:
    """What the buttons about an answer belong to."""
    return f"board_link:{link_id}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """An answer to a post. writer: of the post; answerer: who has answered it. Neither is told before both said yes."""

    id: int
    post: Post
    writer: int
    answerer: int
    state: LinkState

    @property
    def matter(self) -> str:
        """What buttons about it belong to."""
        return matter_of(self.id)


async def answer(unit: Unit, post_id: int) -> Link | None:
    """She would like to be brought together with whoever wrote it; None if she had said so already.

    Raises NotAllowed, TooManyAnswers, PostFull.
    """
    post = await get_shown(unit, post_id)
    if post.answer is not None:
        return None
    waiting = await unit.fetch_one(
        "SELECT count(*) AS n FROM board_links l JOIN board_posts b ON b.id = l.post_id AND b.state = 'open'"
        " AND b.expires_ms > $2 WHERE l.person_id = $1 AND l.state = 'asked'",
        unit.actor.person_id,
        unit.now_ms,
    )
    if waiting is not None and waiting["n"] >= OPEN_ANSWERS_MAX:
        raise TooManyAnswers(most=OPEN_ANSWERS_MAX)
    if post.answers >= ANSWERS_OF_POST_MAX:
        raise PostFull
    link_id = unit.new_id()
    rows = await unit.fetch(
        "INSERT INTO board_links (id, post_id, person_id, state, made_ms) VALUES ($1, $2, $3, 'asked', $4)"
        " ON CONFLICT (post_id, person_id) DO NOTHING RETURNING id",
        link_id,
        post_id,
        unit.actor.person_id,
        unit.now_ms,
    )
    return await _get_link(unit, link_id) if rows else None


async def get_link_to_own(unit: Unit, link_id: int) -> Link:
    """An answer to a post of hers that still stands there. Raises NotAllowed."""
    link = await _get_link(unit, link_id)
    if link.writer != unit.actor.person_id or link.post.state is PostState.CLOSED:
        raise NotAllowed
    return link


async def next_answer(unit: Unit, post_id: int) -> Link | None:
    """The answer that waits longest for her yes, None if none does. Raises NotAllowed."""
    row = await unit.fetch_one(
        "SELECT id FROM board_links WHERE post_id = $1 AND state = 'asked' ORDER BY id LIMIT 1", post_id
    )
    return await get_link_to_own(unit, row["id"]) if row is not None else None


async def list_asked(unit: Unit, post_id: int) -> list[int]:
    """The answers to it that wait."""
    rows = await unit.fetch(
        "SELECT id FROM board_links WHERE post_id = $1 AND state = 'asked' ORDER BY id", post_id
    )
    return [row["id"] for row in rows]


async def settle(unit: Unit, link: Link, state: LinkState) -> None:
    """Her yes or no. A yes counts while both belong there and neither refused the other. Raises Changed."""
    if state is LinkState.LINKED:
        still = await unit.fetch_one(
            "SELECT b.id FROM board_posts b WHERE b.id = $1 AND b.state = 'open'" + WRITER_IS_THERE,
            link.post.id,
        )
        if still is None or not await _belongs(unit, link.post.board, link.answerer):
            raise Changed
        if link.answerer in await list_barred(unit, link.writer):
            raise Changed
    rows = await unit.fetch(
        "UPDATE board_links SET state = $2, settled_ms = $3 WHERE id = $1 AND state = 'asked' RETURNING id",
        link.id,
        state.value,
        unit.now_ms,
    )
    if not rows:
        raise Changed


async def _belongs(unit: Unit, board: Board, person_id: int) -> bool:
    row = await unit.fetch_one(
        "SELECT 1 AS here FROM course_participants WHERE course_id = $1 AND person_id = $3 AND state = 'joined'"
        " UNION ALL SELECT 1 FROM members WHERE group_id = $2 AND state = 'active'"
        " AND (person_id = $3 OR linked_id = $3)",
        board.course_id or 0,
        board.group_id or 0,
        person_id,
    )
    return row is not None


async def _get_link(unit: Unit, link_id: int) -> Link:
    row = await unit.fetch_one(
        "SELECT l.id, l.person_id AS answerer, l.state AS link, b.id AS post_id, b.person_id AS writer"
        " FROM board_links l JOIN board_posts b ON b.id = l.post_id WHERE l.id = $1",
        link_id,
    )
    if row is None:
        raise NotAllowed
    posts = await unit.fetch(POSTS + "WHERE b.id = $2", unit.actor.person_id, row["post_id"])
    opened = await open_posts(unit, posts)
    if not opened:
        raise NotAllowed
    return Link(
        id=row["id"],
        post=opened[0],
        writer=row["writer"],
        answerer=row["answerer"],
        state=LinkState(row["link"]),
    )

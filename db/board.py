"""The boards of courses and groups: what stands there without a name. Who answers is in db/board_links.py.

The law: nobody learns here who wrote a post. Only those of the same course or group
read it, nobody whom its writer once refused, and what ran out, was closed or is being looked at is seen by nobody else.
Words are sealed with the key of her who wrote them.
"""

from db import courses, members, permits
from db.course_buddies import list_barred
from db.course_company import list_own as list_own_courses
from db.engine import Row
from db.ids import new_code
from db.lists import marks, padded
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.board import (
    FORGOTTEN_AFTER_DAYS,
    LASTS_DAYS,
    OPEN_POSTS_MAX,
    PEOPLE_MIN,
    SHOWN_MAX,
    Board,
    LinkState,
    Post,
    PostState,
    Side,
    TooManyPosts,
    check_words,
    tidy_post,
)
from domain.permits import Action
from domain.refusals import Changed, NotAllowed

WORDS_PLACE = "board_posts.words"
CODE_CHARS = 8
DAY_MS = 24 * 3_600_000

# Posts taken away in one look of the clock.
FORGOTTEN_MAX = 200

POSTS = (
    "SELECT b.id, b.person_id, b.course_id, b.group_id, b.side, b.words, b.state, b.expires_ms,"
    " COALESCE(c.title, g.name) AS title, l.state AS link,"
    " (SELECT count(*) FROM board_links w WHERE w.post_id = b.id AND w.state = 'asked') AS answers"
    " FROM board_posts b LEFT JOIN courses c ON c.id = b.course_id LEFT JOIN groups g ON g.id = b.group_id"
    " LEFT JOIN board_links l ON l.post_id = b.id AND l.person_id = $1 "
)
_NEWEST = f" ORDER BY b.id DESC LIMIT {SHOWN_MAX}"
_OLD = f"SELECT id FROM board_posts WHERE expires_ms < $1 ORDER BY expires_ms LIMIT {FORGOTTEN_MAX}"
# Whoever wrote it still belongs there.
WRITER_IS_THERE = (
    " AND (EXISTS (SELECT 1 FROM course_participants p WHERE p.course_id = b.course_id AND p.person_id = b.person_id"
    " AND p.state = 'joined') OR EXISTS (SELECT 1 FROM members m WHERE m.group_id = b.group_id AND m.state = 'active'"
    " AND (m.person_id = b.person_id OR m.linked_id = b.person_id)))"
)


# -- boards -----------------------------------------------------------------------------------------------------


async def list_boards(unit: Unit) -> list[Board]:
    """The boards of whoever acts: of the open courses in which she has a place, and of her groups."""
    if unit.actor.locked:
        return []
    me, practice = unit.actor.person_id, unit.actor.practice
    in_courses = await list_own_courses(unit)
    in_groups = await members.find_own(unit, me)
    named = {
        each.group_id: each.group_name
        for each in in_groups
        if (each.group_id if each.practice_of else 0) == practice
    }
    found = [
        *(Board(course_id=each.id, group_id=None, title=each.title) for each in in_courses),
        *(Board(course_id=None, group_id=key, title=name) for key, name in named.items()),
    ]
    return [each for each in found if await _count_people(unit, each) >= PEOPLE_MIN]


async def _count_people(unit: Unit, board: Board) -> int:
    row = await unit.fetch_one(
        "SELECT (SELECT count(*) FROM course_participants WHERE course_id = $1 AND state = 'joined')"
        " + (SELECT count(*) FROM members WHERE group_id = $2 AND state = 'active') AS people",
        board.course_id or 0,
        board.group_id or 0,
    )
    return int(row["people"]) if row is not None else 0


async def get_board(unit: Unit, key: str) -> Board:
    """Her board of that key. Raises NotAllowed."""
    for each in await list_boards(unit):
        if each.key == key:
            return each
    raise NotAllowed


# -- posts ------------------------------------------------------------------------------------------------------


async def list_posts(unit: Unit, board: Board) -> list[Post]:
    """What others wrote there and she may see, the newest first."""
    barred = padded(sorted(await list_barred(unit, unit.actor.person_id)))
    rows = await unit.fetch(
        POSTS + "WHERE COALESCE(b.course_id, 0) = $2 AND COALESCE(b.group_id, 0) = $3 AND b.state = 'open'"
        " AND b.expires_ms > $4"
        + WRITER_IS_THERE
        + " AND b.person_id NOT IN "
        + marks(len(barred), 5)
        + _NEWEST,
        unit.actor.person_id,
        board.course_id or 0,
        board.group_id or 0,
        unit.now_ms,
        *barred,
    )
    return await open_posts(unit, rows)


async def list_own(unit: Unit, board: Board) -> list[Post]:
    """Hers on that board that have not run out, also those that are being looked at; the newest first."""
    rows = await unit.fetch(
        POSTS + "WHERE b.person_id = $1 AND COALESCE(b.course_id, 0) = $2 AND COALESCE(b.group_id, 0) = $3"
        " AND b.state IN ('open', 'held') AND b.expires_ms > $4 ORDER BY b.id DESC",
        unit.actor.person_id,
        board.course_id or 0,
        board.group_id or 0,
        unit.now_ms,
    )
    return await open_posts(unit, rows)


async def get_shown(unit: Unit, post_id: int) -> Post:
    """A post that she sees on one of her boards now. Raises NotAllowed."""
    row = await unit.fetch_one(POSTS + "WHERE b.id = $2", unit.actor.person_id, post_id)
    if row is not None:
        board = await get_board(unit, _board(row).key)
        for each in await list_posts(unit, board):
            if each.id == post_id:
                return each
    raise NotAllowed


async def add(unit: Unit, board: Board, side: Side, words: str) -> int:
    """Her post, for LASTS_DAYS. Raises NotAllowed, NotForBoard, TooManyPosts."""
    await get_board(unit, board.key)
    check_words(words)
    if len(await list_own(unit, board)) >= OPEN_POSTS_MAX:
        raise TooManyPosts(most=OPEN_POSTS_MAX)
    post_id, me = unit.new_id(), unit.actor.person_id
    unit.write(
        "INSERT INTO board_posts (id, code, person_id, course_id, group_id, side, words, state, made_ms, expires_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9)",
        post_id,
        new_code(CODE_CHARS),
        me,
        board.course_id,
        board.group_id,
        side.value,
        unit.vault.seal(owner_of(me), cell(WORDS_PLACE, post_id), tidy_post(words).encode()),
        unit.now_ms,
        unit.now_ms + LASTS_DAYS * DAY_MS,
    )
    return post_id


async def close_own(unit: Unit, post_id: int) -> None:
    """She takes it down; who had answered is answered no more. Raises NotAllowed."""
    rows = await unit.fetch(
        "UPDATE board_posts SET state = 'closed' WHERE id = $1 AND person_id = $2 AND state IN ('open', 'held')"
        " RETURNING id",
        post_id,
        unit.actor.person_id,
    )
    if not rows:
        raise NotAllowed
    _settle_answers(unit, post_id)


def _settle_answers(unit: Unit, post_id: int) -> None:
    unit.write(
        "UPDATE board_links SET state = 'refused', settled_ms = $2 WHERE post_id = $1 AND state = 'asked'",
        post_id,
        unit.now_ms,
    )


# -- what somebody found unkind ---------------------------------------------------------------------------------


async def hold(unit: Unit, post_id: int) -> Post:
    """Nobody sees it until who leads there has looked at it. By one of its readers. Raises NotAllowed."""
    post = await get_shown(unit, post_id)
    unit.write("UPDATE board_posts SET state = 'held' WHERE id = $1 AND state = 'open'", post_id)
    return post


async def is_own(unit: Unit, post_id: int, person_id: int) -> bool:
    """Whether this person wrote it; for the choice of who looks at it, never shown."""
    row = await unit.fetch_one("SELECT person_id FROM board_posts WHERE id = $1", post_id)
    return row is not None and row["person_id"] == person_id


async def get_held(unit: Unit, post_id: int) -> Post:
    """A post that is to be looked at, for who leads there; never her own. Raises NotAllowed, Changed."""
    row = await unit.fetch_one(POSTS + "WHERE b.id = $2", unit.actor.person_id, post_id)
    if row is None or row["person_id"] == unit.actor.person_id:
        raise NotAllowed
    if row["course_id"] is not None:
        await courses.require_run(unit, await courses.get(unit, row["course_id"]))
    else:
        await permits.require(unit, Action.KEEP_GROUP_COURSES, group_id=row["group_id"])
    if row["state"] != PostState.HELD:
        raise Changed
    unit.audit("read", "board", post_id, row["person_id"])
    opened = await open_posts(unit, [row])
    if not opened:
        raise NotAllowed
    return opened[0]


async def judge(unit: Unit, post_id: int, *, stays: bool) -> int:
    """It is shown again, or closed; whose it was, to be told. By who leads there. Raises NotAllowed, Changed."""
    await get_held(unit, post_id)
    rows = await unit.fetch(
        "UPDATE board_posts SET state = $2 WHERE id = $1 AND state = 'held' RETURNING person_id",
        post_id,
        (PostState.OPEN if stays else PostState.CLOSED).value,
    )
    if not rows:
        raise Changed
    if not stays:
        _settle_answers(unit, post_id)
    unit.audit("write", "board", post_id, rows[0]["person_id"], "stays" if stays else "closed")
    return int(rows[0]["person_id"])


# -- the clock --------------------------------------------------------------------------------------------------


async def forget_old(unit: Unit) -> None:
    """Posts that ran out long ago go, with who answered them."""
    rows = await unit.fetch(
        _OLD,
        unit.now_ms - FORGOTTEN_AFTER_DAYS * DAY_MS,
    )
    ids = padded([row["id"] for row in rows])
    if ids:
        unit.write("DELETE FROM board_links WHERE post_id IN " + marks(len(ids)), *ids)
        unit.write("DELETE FROM board_posts WHERE id IN " + marks(len(ids)), *ids)


def _board(row: Row) -> Board:
    return Board(course_id=row["course_id"], group_id=row["group_id"], title=row["title"])


async def open_posts(unit: Unit, rows: list[Row]) -> list[Post]:
    """The posts in these rows; whose writer was erased is left out."""
    await unit.vault.have([owner_of(row["person_id"]) for row in rows])
    return [_post(unit, row) for row in rows if unit.vault.knows(owner_of(row["person_id"]))]


def _post(unit: Unit, row: Row) -> Post:
    mine = row["person_id"] == unit.actor.person_id
    sealed = bytes(row["words"])
    return Post(
        id=row["id"],
        board=_board(row),
        side=Side(row["side"]),
        words=unit.vault.unseal(owner_of(row["person_id"]), cell(WORDS_PLACE, row["id"]), sealed).decode(),
        state=PostState(row["state"]),
        mine=mine,
        answer=LinkState(row["link"]) if row["link"] else None,
        answers=row["answers"],
    )

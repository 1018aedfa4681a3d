"""What is read and written on a board, and who hears what: never a name before both have said yes."""

from conversation.text import Text, _
from db import board, board_links, course_company, courses, groups, people
from db.board_links import Link
from db.push_buttons import close_matter, take_back
from db.unit import PushButton, Unit
from domain.board import Board, LinkState, Post, Side
from domain.contact import MessageClass
from domain.records import dataclass
from domain.refusals import Changed, NotAllowed
from handlers.names import BOARD

# What a button leads to.
ANSWER, JUDGE = "answer", "judge"
LABEL_CHARS_MAX = 22


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """How many posts of others she may see, and how many are her own."""

    others: int
    own: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Own:
    """A post of hers in a list: the beginning of its words on the button."""

    post: Post

    @property
    def key(self) -> str:
        """What is journaled when it is chosen."""
        return str(self.post.id)

    @property
    def label(self) -> str:
        """The first words, as many as fit."""
        words = self.post.words
        return words if len(words) <= LABEL_CHARS_MAX else words[: LABEL_CHARS_MAX - 1].rstrip() + "…"


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """An answer that waits for her yes; nothing of who gave it."""

    link_id: int
    post: Post


# -- reading ----------------------------------------------------------------------------------------------------


async def find_boards(unit: Unit) -> tuple[Board, ...]:
    """Her boards."""
    return tuple(await board.list_boards(unit))


async def count_posts(unit: Unit, key: str) -> Counts:
    """What there is on that board of hers. Raises NotAllowed."""
    here = await board.get_board(unit, key)
    return Counts(others=len(await board.list_posts(unit, here)), own=len(await board.list_own(unit, here)))


async def find_posts(unit: Unit, key: str) -> tuple[Post, ...]:
    """What others wrote. Raises NotAllowed."""
    return tuple(await board.list_posts(unit, await board.get_board(unit, key)))


async def find_own(unit: Unit, key: str) -> tuple[Own, ...]:
    """What she wrote. Raises NotAllowed."""
    return tuple(Own(post=each) for each in await board.list_own(unit, await board.get_board(unit, key)))


async def find_full_name(unit: Unit) -> str:
    """All of her own name, so that none of it gets onto the board; "" if nobody knows it."""
    found = (await people.list_persons(unit, [unit.actor.person_id])).get(unit.actor.person_id)
    return "" if found is None else found.name


async def find_answer(unit: Unit, post_id: int) -> int:
    """The answer to her post that waits longest, 0 for none. Raises NotAllowed."""
    link = await board_links.next_answer(unit, post_id)
    return 0 if link is None else link.id


async def find_link(unit: Unit, link_id: int) -> Waiting | None:
    """That answer to a post of hers, None if it is settled or was withdrawn."""
    try:
        link = await board_links.get_link_to_own(unit, link_id)
    except NotAllowed:
        return None
    return Waiting(link_id=link.id, post=link.post) if link.state is LinkState.ASKED else None


# -- writing ----------------------------------------------------------------------------------------------------


async def add_post(unit: Unit, key: str, side: Side, words: str) -> None:
    """Her post stands there. Raises NotAllowed, NotForBoard, TooManyPosts."""
    await board.add(unit, await board.get_board(unit, key), Side(side), words)


async def take_down(unit: Unit, post_id: int) -> None:
    """Hers comes down; who had answered hears nothing and waits no more. Raises NotAllowed."""
    for link_id in await board_links.list_asked(unit, post_id):
        take_back(unit, board_links.matter_of(link_id))
    await board.close_own(unit, post_id)


async def answer_post(unit: Unit, post_id: int) -> bool:
    """Whoever wrote it is asked, without a name; False if she had answered before. Raises as board_links.answer."""
    link = await board_links.answer(unit, post_id)
    if link is None:
        return False
    unit.tell(
        link.writer,
        asked_writer(link.post),
        MessageClass.RELAY.value,
        buttons=(PushButton(label=_("Lihat"), talk=BOARD, args=(0, ANSWER, link.id)),),
        matter=link.matter,
    )
    return True


def asked_writer(post: Post) -> Text:
    """What whoever wrote it reads."""
    return _(
        "Ada yang menjawab tulisan Ibu di papan {board}: “{words}”.", board=post.board.title, words=post.words
    )


async def bring_together(unit: Unit, link_id: int) -> str:
    """Both said yes: each hears the other's first name; this is the answerer's. Raises NotAllowed, Changed."""
    link = await board_links.get_link_to_own(unit, link_id)
    await board_links.settle(unit, link, LinkState.LINKED)
    close_matter(unit, link.matter)
    theirs = await course_company.name_of(unit, link.answerer)
    if not theirs:
        raise Changed  # she was erased meanwhile
    unit.tell(link.answerer, together(await _own_name(unit), link), MessageClass.RELAY.value)
    unit.audit("write", "board", link.post.id, link.answerer, "linked")
    return theirs


def together(name: str, link: Link) -> Text:
    """What the one who answered reads."""
    return _(
        "Ibu tersambung dengan {name} dari {board}: “{words}”. Sapa dia waktu bertemu, ya."
        " Nomor HP tidak kami bagikan.",
        name=name,
        board=link.post.board.title,
        words=link.post.words,
    )


async def _own_name(unit: Unit) -> str:
    return await course_company.name_of(unit, unit.actor.person_id)


async def say_no(unit: Unit, link_id: int) -> None:
    """She would rather not; who answered sees it only where she looks for it. Raises NotAllowed, Changed."""
    link = await board_links.get_link_to_own(unit, link_id)
    await board_links.settle(unit, link, LinkState.REFUSED)
    close_matter(unit, link.matter)


# -- what somebody found unkind ---------------------------------------------------------------------------------


async def report_post(unit: Unit, post_id: int) -> None:
    """Nobody sees it any more; who leads there is asked to look at it. Raises NotAllowed."""
    post = await board.hold(unit, post_id)
    for person_id in await _list_leaders(unit, post):
        if person_id != unit.actor.person_id and not await board.is_own(unit, post_id, person_id):
            unit.tell(
                person_id,
                _("Satu tulisan di papan {board} perlu dilihat.", board=post.board.title),  # staff
                MessageClass.RELAY.value,
                buttons=(PushButton(label=_("Lihat"), talk=BOARD, args=(0, JUDGE, post_id)),),
                matter=post.matter,
            )


async def _list_leaders(unit: Unit, post: Post) -> list[int]:
    """Who looks at it: those who accompany the course, or lead the group. In a practice nobody is told."""
    if post.board.course_id is not None:
        course = await courses.get(unit, post.board.course_id)
        if await course_company.is_practice(unit, course):
            return []
        trainers = await courses.trainers_of(unit, course.id) if course.group_id is None else ()
        return list(dict.fromkeys([*trainers, *await course_company.followers_of(unit, course)]))
    assert post.board.group_id is not None, "a board is a course's or a group's"
    if (await groups.get(unit, post.board.group_id)).practice_of:
        return []
    return await course_company.leaders_of(unit, post.board.group_id)


async def open_held(unit: Unit, post_id: int) -> Post:
    """What is to be looked at, audited. Raises NotAllowed, Changed."""
    return await board.get_held(unit, post_id)


async def judge_post(unit: Unit, post_id: int, stays: bool) -> None:
    """It is shown again, or comes down and whoever wrote it hears so. Raises NotAllowed, Changed."""
    post = await board.get_held(unit, post_id)
    writer = await board.judge(unit, post_id, stays=stays)
    take_back(unit, post.matter)
    if not stays:
        unit.tell(
            writer,
            _(
                "Tulisan Ibu di papan {board} kami turunkan dulu. Ketik PETUGAS kalau mau bertanya.",
                board=post.board.title,
            ),
            MessageClass.RELAY.value,
        )

"""Serahkan urusan: a colleague shall have this matter. She is asked first; the colleague says yes or no afterwards."""

# staff: who answers women reads this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from domain.matters import MoveState
from domain.permits import Action, holders
from handlers.contact.ask_move import LEAVE, ask_words, go_on, say_standing
from handlers.contact.matter_words import called
from handlers.contact.move_steps import Target, find_standing, list_colleagues
from handlers.names import HAND_OVER_MATTER, MATTERS


@conversation(
    HAND_OVER_MATTER,
    title=_("Serahkan urusan"),
    words=("serahkan urusan",),
    roles=holders(Action.ANSWER_MATTERS),
    sensitive=True,
    resumes=False,
)
async def hand_over(chat: Chat, matter_id: int = 0) -> None:
    if not matter_id:
        await chat.go(MATTERS)
    standing = await chat.look(find_standing, matter_id)
    if standing.state in (MoveState.ASKED.value, MoveState.OFFERED.value):
        return await say_standing(chat, matter_id, standing)
    colleagues = await chat.look(list_colleagues, matter_id)
    if not colleagues:
        await chat.say(_("Hari ini tidak ada rekan yang bisa menerima urusan ini."))
        return await go_on(chat, matter_id)
    rows: list[Target | Choice] = [*colleagues, LEAVE]
    name, code = called(standing.whom.name), standing.whom.code
    asked = _("{name} ({code}) diserahkan ke siapa?", name=name, code=code)
    to = await chat.choose(asked, rows, sensitive=True)
    if not isinstance(to, Target):
        await chat.say(_("Baik, tidak diserahkan."))
        return await go_on(chat, matter_id)
    return await ask_words(chat, matter_id, standing.whom, to)

"""Rujuk: another office shall help her. Where it works with this program somebody accepts, else she takes a slip."""

# staff: who answers women reads this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from domain.matters import MoveState
from domain.permits import Action, holders
from handlers.contact.ask_move import ANOTHER, DONE, KEEP, LEAVE, ask_words, go_on, say_standing
from handlers.contact.matter_words import called
from handlers.contact.move_steps import Standing, Target, find_standing, list_partners, note_outside
from handlers.names import MATTERS, REFER


@conversation(
    REFER,
    title=_("Rujuk"),
    roles=holders(Action.ANSWER_MATTERS),
    sensitive=True,
    resumes=False,
)
async def refer(chat: Chat, matter_id: int = 0) -> None:
    if not matter_id:
        await chat.go(MATTERS)
    standing = await chat.look(find_standing, matter_id)
    if standing.state in (MoveState.ASKED.value, MoveState.OFFERED.value):
        return await say_standing(chat, matter_id, standing)
    if standing.move_id and not await _wants_another(chat, matter_id, standing):
        return await go_on(chat, matter_id)
    partners = await chat.look(list_partners, matter_id)
    if not partners:
        await chat.say(_("Daftar mitra kantor masih kosong."))
        await chat.say(_("Kepala petugas atau admin mengisinya. Caranya, ketik: mitra rujukan."))
        return await go_on(chat, matter_id)
    rows: list[Target | Choice] = [*partners, LEAVE]
    name, code = called(standing.whom.name), standing.whom.code
    to = await chat.choose(_("{name} ({code}) dirujuk ke mana?", name=name, code=code), rows, sensitive=True)
    if not isinstance(to, Target):
        await chat.say(_("Baik, tidak dirujuk."))
        return await go_on(chat, matter_id)
    return await ask_words(chat, matter_id, standing.whom, to)


async def _wants_another(chat: Chat, matter_id: int, standing: Standing) -> bool:
    """A place outside of the program has accepted: that it is done may be noted, or another one is wanted."""
    chosen = await chat.choose(
        _("Rujukan ke {to} sudah diterima di sana.", to=standing.to), (DONE, ANOTHER, KEEP), sensitive=True
    )
    if chosen.key == DONE.key:
        await chat.run(note_outside, matter_id, standing.move_id, DONE.key)
        await chat.say(_("Sudah dicatat. Urusan tetap di akun ini."))
    return chosen.key == ANOTHER.key

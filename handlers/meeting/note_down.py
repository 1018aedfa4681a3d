"""Catat: a list is written down as it comes, for the open meeting, or for today where none is open."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from domain.meetings import is_list
from domain.permits import Action, holders
from handlers.group.which import choose_group
from handlers.meeting.asking import take_text
from handlers.meeting.listing import take_list
from handlers.meeting.opening import open_by_list
from handlers.meeting.questions import Pasted, PastedList
from handlers.meeting.scene import find_scene
from handlers.names import NOTE_DOWN

MEETING_LIST = Choice("meeting", _("Ya, buka rapat"), words=("ya", "rapat", "buka"))
NO_MEETING = Choice("no_meeting", _("Bukan, catat saja"), words=("bukan", "tidak", "catat"))


@conversation(
    NOTE_DOWN,
    title=_("Catat daftar"),
    words=("catat daftar", "tempel daftar"),
    roles=holders(Action.WRITE_BOOK),
    money=True,
)
async def note_down(chat: Chat, text: str = "") -> None:
    group = await choose_group(chat, Action.WRITE_BOOK)
    if group is None:
        return
    scene = await chat.look(find_scene, group.id)
    pasted = (
        Pasted(text)
        if text
        else await chat.ask(_("Tempel daftarnya di sini, Bu. Contoh: Siti 10rb."), PastedList())
    )
    if scene.meeting is not None:
        await take_text(chat, scene, pasted)
    if (
        is_list(pasted.text)
        and await chat.choose(_("Ini daftar rapat?"), (MEETING_LIST, NO_MEETING)) == MEETING_LIST
    ):
        await open_by_list(chat, scene, pasted)
    await take_list(chat, scene, pasted.text)

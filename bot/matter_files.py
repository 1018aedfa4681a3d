"""A photo, voice note or paper of a matter: looked for again when it is delivered, and sent as it is kept.

The law: it goes to the woman, or to who has the matter at that moment (or looks with a reason); never to who had it.
Its name is ours, and nothing of its sender's telephone is in it (bot/media.py, domain/file_traces.py).
"""

from bot.recipes import Kept, PaperRefused, Receiver, Recipe
from db import files, matter_looks, matter_messages, matter_rights
from db.data_readers import list_selves
from db.matter_rows import find
from db.unit import Unit
from domain.files import FileKind
from domain.matters import Matter, Side


async def _read(unit: Unit, receiver: Receiver, args: tuple[int, ...]) -> Kept:
    """The file of message n of the matter. Raises PaperRefused."""
    matter_id, n = args
    matter = await find(unit, matter_id)
    message = None if matter is None else await matter_messages.find_one(unit, matter_id, n)
    if matter is None or message is None or message.taken_back or not message.file_id:
        raise PaperRefused
    hers = matter.person_id in await list_selves(unit, receiver.person_id)
    if not hers and not (n >= matter.shown_from and await _may_have(unit, receiver, matter)):
        raise PaperRefused
    file = await files.find(unit, message.file_id)
    if file is None or file.state != "kept" or (hers and message.side is Side.NOTE):
        raise PaperRefused
    return Kept(file.id)


async def _may_have(unit: Unit, receiver: Receiver, matter: Matter) -> bool:
    if not await matter_rights.can_hold(unit, matter, [receiver.person_id]):
        return False  # who works there no more has nothing, also before the clock looks
    if matter.holder_id == receiver.person_id:
        return True
    return not matter.only_holder and await matter_looks.is_open(unit, matter.id, receiver.person_id)


def _as_it_is(needed: bytes) -> bytes:
    """Nothing is made of what is kept."""
    return needed


PHOTO = Recipe(name="foto.jpg", mime=FileKind.JPEG.value, read=_read, make=_as_it_is)
VOICE = Recipe(name="suara.ogg", mime=FileKind.OGG.value, read=_read, make=_as_it_is)
PAPER = Recipe(name="surat.pdf", mime=FileKind.PDF.value, read=_read, make=_as_it_is)

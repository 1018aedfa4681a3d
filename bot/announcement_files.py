"""The picture or paper of an announcement: sent as it is kept, to whoever gets the announcement, and to nobody else.

Its sender sees it in the preview, whoever agrees sees it too. Nothing in it is about the receiver, so that it goes to
any phone on which she reads the words; the camera's own traces were taken out when it was kept (bot/media.py).
"""

from bot.recipes import Kept, PaperNotYet, PaperRefused, Receiver, Recipe
from db import files
from db.announcement_reading import may_see_file
from db.unit import Unit
from domain.files import FileKind


async def _read(unit: Unit, receiver: Receiver, args: tuple[int, ...]) -> Kept:
    """The file. Raises PaperRefused, PaperNotYet."""
    (file_id,) = args
    file = await files.find(unit, file_id)
    if file is None:
        raise PaperRefused
    if not await may_see_file(unit, file, account_id=receiver.account_id, person_id=receiver.person_id):
        raise PaperRefused
    if (
        file.state != "kept"
    ):  # only whoever sent it looks at an announcement whose file is not kept: she hears why
        raise PaperNotYet if file.person_id == receiver.person_id else PaperRefused
    return Kept(file.id)


def _as_it_is(needed: bytes) -> bytes:
    """Nothing is made of what is kept."""
    return needed


PICTURE = Recipe(name="kabar.jpg", mime=FileKind.JPEG.value, read=_read, make=_as_it_is, is_personal=False)
PAPER = Recipe(name="kabar.pdf", mime=FileKind.PDF.value, read=_read, make=_as_it_is, is_personal=False)

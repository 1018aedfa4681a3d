"""A photo or a voice note that was shared with a class: looked for again when it is delivered, and sent as it is kept.

Nothing in it is hers, so that it goes to any phone on which she asks for it.
"""

from bot.recipes import Kept, PaperRefused, Receiver, Recipe
from db.course_materials import get_file
from db.unit import Unit
from domain.files import FileKind
from domain.refusals import NotAllowed


async def _read(unit: Unit, receiver: Receiver, args: tuple[int, ...]) -> Kept:
    """The file of the material, if it is (still) of a class of hers. Raises PaperRefused."""
    (material_id,) = args
    try:
        return Kept(await get_file(unit, receiver.person_id, material_id))
    except NotAllowed as refused:
        raise PaperRefused from refused


def _as_it_is(needed: bytes) -> bytes:
    """Nothing is made of what is kept."""
    return needed


PHOTO = Recipe(name="bahan.jpg", mime=FileKind.JPEG.value, read=_read, make=_as_it_is, is_personal=False)
VOICE = Recipe(name="suara.ogg", mime=FileKind.OGG.value, read=_read, make=_as_it_is, is_personal=False)

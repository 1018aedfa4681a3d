"""What she reads of her classes, and how a photo or a voice note of one is handed to her."""

from dataclasses import dataclass

from conversation.text import Text, _
from db import course_materials, files
from db.unit import Paper, Unit
from domain.course_materials import Form, Material
from domain.refusals import NotAllowed
from handlers.training.material_words import FORMS, recipe_parts

# The recipes of bot/course_files.py.
PHOTO, VOICE = "course/photo.jpg", "course/voice.ogg"
_PAPERS = {Form.PHOTO: PHOTO, Form.VOICE: VOICE}


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A session of hers of which there is something."""

    key: str
    label: Text
    hint: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """One screen: words, or a file that is handed to her (material_id > 0)."""

    text: Text
    material_id: int = 0


async def list_shelves(unit: Unit, course_id: int) -> tuple[Row, ...]:
    """The sessions of hers of which something can be looked at; none while nobody has unlocked the phone."""
    if unit.actor.locked:
        return ()
    found = await course_materials.list_shelves(unit, unit.actor.person_id, course_id)
    return tuple(
        Row(
            key=str(each.session.id),
            label=_("{title}, ke-{n}", title=each.title, n=each.session.n),
            hint=_("{day}", day=each.session.begins(each.zone).date()),
        )
        for each in found
    )


async def show_things(unit: Unit, session_id: int) -> tuple[Shown, ...]:
    """All of the session, screen by screen; nothing of a session that is not hers."""
    ready = await course_materials.list_ready(unit, session_id)
    if not ready or await course_materials.find_hers(unit, unit.actor.person_id, ready[0].id) is None:
        return ()
    return tuple(screen for each in ready for screen in _screens(each))


def _screens(material: Material) -> list[Shown]:
    if material.form is Form.RECIPE:
        return [Shown(text=part) for part in recipe_parts(material.body)]
    if material.form is Form.TEXT:
        return [Shown(text=_("{words}", words=material.body))]
    return [Shown(text=FORMS[material.form], material_id=material.id)]


async def hand_over(unit: Unit, material_id: int) -> bool:
    """The photo or voice note goes to this chat; False if it is not there (any more). Raises NotAllowed."""
    found = await course_materials.find_hers(unit, unit.actor.person_id, material_id)
    if found is None or found.file_id is None or unit.actor.locked:
        raise NotAllowed
    file = await files.find(unit, found.file_id)
    if file is None or file.state != "kept":
        return False
    caption = _("{words}", words=found.body) if found.body else FORMS[found.form]
    unit.hand(caption, Paper(_PAPERS[found.form], (found.id,)))
    return True

"""The demo's WhatsApp: what stands in locales/whatsapp/ counts as approved, as the simulator's phones take it."""

from bot.template_files import load
from db import templates
from db.unit import Unit
from domain.templates import TemplateState


async def approve_templates(unit: Unit) -> None:
    """Every template is approved in the words of its file; said twice it is the same as once."""
    known = {(each.name, each.language): each for each in await templates.list_all(unit)}
    for template in load():
        there = known.get((template.name, template.language))
        if there is None or not there.same_words(template):
            templates.submit(unit, template)
            await templates.note(unit, template.name, template.language, state=TemplateState.APPROVED)

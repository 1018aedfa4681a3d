"""In the demo every template of ours counts as approved, and stays as it is decided there."""

from pathlib import Path

from bot.demo_templates import approve_templates
from bot.template_files import load
from db import templates
from db.unit import Unit
from domain.templates import TemplateState
from tests.db.desk import open_desk


async def test_they_are_approved_once_and_a_trainers_pause_stays(tmp_path: Path) -> None:
    async def pause(unit: Unit) -> None:
        await templates.note(unit, templates.NEUTRAL, "id", state=TemplateState.PAUSED)

    async with open_desk(tmp_path) as desk:
        await desk.run(approve_templates)
        await desk.run(pause)
        await desk.run(approve_templates)
        states = {each.name: each.state for each in await desk.run(templates.list_all)}
    assert states == {
        each.name: TemplateState.PAUSED if each.name == templates.NEUTRAL else TemplateState.APPROVED
        for each in load()
    }

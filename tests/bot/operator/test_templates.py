"""How the templates stand is told without asking anybody."""

from dataclasses import replace

from bot.operator.templates import line
from bot.template_files import load
from db import templates
from db.unit import Unit
from domain.templates import Category, TemplateState
from tests.bot.shell import Program, Shell

FIRST = load()[0]


async def test_what_was_never_handed_in_is_told_so(shell: Shell) -> None:
    code, out, err = await shell("templates", "list")
    assert (code, err) == (0, "")
    assert out.splitlines() == [f"{each.name} {each.language}: not handed in" for each in load()]


async def test_it_looks_beside_the_running_program(shell: Shell, running: Program) -> None:
    async with running() as desk:

        async def job(unit: Unit) -> None:
            templates.submit(unit, replace(FIRST, name="kabar_lama"))
            templates.submit(unit, FIRST)
            await templates.note(unit, FIRST.name, "id", state=TemplateState.APPROVED)

        await desk.run(job)
        code, out, _err = await shell("templates", "list")
    assert code == 0
    assert f"{FIRST.name} id: approved; utility\n" in out
    assert "kabar_lama id: submitting; no file here any more\n" in out


def test_what_differs_from_what_we_wish_is_said_beside_it() -> None:
    there = replace(
        FIRST, state=TemplateState.APPROVED, category=Category.MARKETING, text="Lain.", reason="WHY"
    )
    assert line(FIRST, there) == (
        f"{FIRST.name} id: approved; marketing; handed in as utility: what it costs is another; WHY;"
        " its file says something else; submit it"
    )


async def test_a_name_that_is_none_is_refused_with_those_there_are(shell: Shell) -> None:
    code, _out, err = await shell("templates", "submit", "--name", "kabar_lain")
    assert code == 2
    assert FIRST.name in err


async def test_without_a_token_there_is_nobody_to_ask(shell: Shell) -> None:
    for action in ("submit", "follow"):
        code, _out, err = await shell("templates", action)
        assert (code, "WHATSAPP_TOKEN is not set" in err) == (2, True)

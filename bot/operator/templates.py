"""`python -m bot templates list|submit|follow`: the messages that WhatsApp has to approve, and what it has decided.

Meta decides in minutes or days and tells the running program too (webhook `message_template_status_update`); `follow`
asks it, also where the webhook was missed.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TextIO

from bot.operator.opening import Beside, CommandError, opened
from bot.settings import Settings
from bot.template_files import TemplateFilesError, load
from db import templates
from domain.templates import Template


def parse(arguments: Sequence[str]) -> Namespace:
    """What was asked for. Raises SystemExit after telling what is wrong."""
    parser = ArgumentParser(prog="python -m bot templates", description=__doc__)
    parser.add_argument("action", choices=("list", "submit", "follow"))
    parser.add_argument("--name", default="", help="only this one (submit)")
    parser.add_argument(
        "--account", default="", metavar="ID", help="the WhatsApp Business account, if the token has several"
    )
    return parser.parse_args(list(arguments))


async def work(asked: Namespace, settings: Settings, stdout: TextIO) -> int:
    """Do it, and tell what became of each. Raises CommandError."""
    try:
        wanted = load()
    except TemplateFilesError as error:
        raise CommandError(str(error)) from error
    if asked.name and asked.name not in {each.name for each in wanted}:
        raise CommandError(
            f"no template {asked.name!r}; there are: {', '.join(each.name for each in wanted)}"
        )
    async with opened(settings) as beside:
        if asked.action == "list":
            await _tell(beside, wanted, stdout)
            return 0
        from bot.operator import template_calls  # with it comes the HTTP client

        return await template_calls.work(asked, settings, beside, wanted, stdout)


async def _tell(beside: Beside, wanted: Sequence[Template], stdout: TextIO) -> None:
    known = {(each.name, each.language): each for each in await beside.run(templates.list_all)}
    for template in wanted:
        there = known.pop((template.name, template.language), None)
        stdout.write(line(template, there) + "\n")
    for left in known.values():
        stdout.write(f"{left.name} {left.language}: {left.state.value}; no file here any more\n")


def line(template: Template, there: Template | None) -> str:
    """How one template stands, as it is told."""
    if there is None:
        return f"{template.name} {template.language}: not handed in"
    notes = [there.state.value, there.category.value]
    if there.category is not there.asked_category:
        notes.append(f"handed in as {there.asked_category.value}: what it costs is another")
    if there.reason:
        notes.append(there.reason)
    if not there.same_words(template):
        notes.append("its file says something else; submit it")
    return f"{template.name} {template.language}: {'; '.join(notes)}"

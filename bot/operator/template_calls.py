"""Templates handed in to Meta, and its decisions taken over: what `python -m bot templates submit|follow` does.

The law: what is handed in is written down before it goes out, so that an answer that is lost is found by `follow`, or
when it is handed in again; what was approved goes on being sent where Meta does not take the new words.
"""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from typing import TextIO

from bot.channels.whatsapp.approval import Approval, Told, find_accounts
from bot.channels.whatsapp.errors import Verdict
from bot.channels.whatsapp.graph import Failed, Graph
from bot.operator.opening import Beside, CommandError
from bot.operator.templates import line
from bot.settings import Settings
from db import templates
from db.unit import Unit
from domain.templates import Template, TemplateState

EXISTS = 2388024
"""error_subcode: Meta has a template of this name in this language."""

# The token may do its work and not tell which account is its own: then somebody has to name it.
_TELLS_NOTHING = frozenset({Verdict.OUR_FAULT, Verdict.PERMANENT})

_ASK_AGAIN = frozenset({TemplateState.REJECTED, TemplateState.DISABLED, TemplateState.SUBMITTING})


async def work(
    asked: Namespace, settings: Settings, beside: Beside, wanted: Sequence[Template], stdout: TextIO
) -> int:
    """Hand in, or ask how they stand. Raises CommandError."""
    graph = Graph(url=settings.whatsapp_api_url, token=settings.whatsapp_token)
    try:
        approval = Approval(graph, await _account(graph, settings, asked.account))
        if asked.action == "submit":
            chosen = [each for each in wanted if asked.name in ("", each.name)]
            return await _submit(beside, approval, chosen, stdout, again=bool(asked.name))
        return await _follow(beside, approval, wanted, stdout)
    except Failed as failed:
        raise CommandError(f"Meta refuses: {failed.error.loggable}") from failed
    finally:
        await graph.close()


async def _account(graph: Graph, settings: Settings, named: str) -> str:
    if not settings.whatsapp_token:
        raise CommandError("WHATSAPP_TOKEN is not set: there is no WhatsApp to ask")
    if named:
        return named
    try:
        found = await find_accounts(graph, settings.whatsapp_token)
    except Failed as failed:
        if failed.verdict not in _TELLS_NOTHING:
            raise
        found = []
    if len(found) != 1:
        listed = ", ".join(found) or "none"
        raise CommandError(
            f"say which WhatsApp Business account: --account ID. The token may manage: {listed}"
        )
    return found[0]


# -- submit ---------------------------------------------------------------------------------------------------------


async def _submit(
    beside: Beside, approval: Approval, wanted: Sequence[Template], stdout: TextIO, *, again: bool
) -> int:
    """Those that were never handed in, were refused, or read otherwise by now; each on its own."""
    known = {(each.name, each.language): each for each in await beside.run(templates.list_all)}
    failed = False
    for template in wanted:
        there = known.get((template.name, template.language))
        if there is not None and there.same_words(template) and there.state not in _ASK_AGAIN and not again:
            stdout.write(line(template, there) + "\n")
            continue
        failed |= not await _hand_in(beside, approval, template, there, stdout)
    return int(failed)


async def _hand_in(
    beside: Beside, approval: Approval, template: Template, there: Template | None, stdout: TextIO
) -> bool:
    async def begin(unit: Unit) -> Template | None:
        templates.submit(unit, template)
        unit.audit("submit", "template", 0, 0, f"{template.name} {template.language}, by the operator")
        return await templates.find(unit, template.name, template.language)

    state = template.state if there is None else there.state
    begun = await beside.run(begin)
    assert begun is not None, "it was written in this transaction"
    try:
        told = await approval.submit(replace(template, channel_id=begun.channel_id, state=state))
    except Failed as error:
        if error.subcode == EXISTS and not begun.channel_id:
            there_now = await _found_at_meta(beside, approval, template)
            if there_now is not None:
                return await _go_on(beside, approval, template, there_now, stdout)
        why = error.error.loggable
        if not error.error.uncertain:  # else `follow` finds out what became of it
            await beside.run(lambda unit: _put_back(unit, template, there, why))
        stdout.write(f"{template.name} {template.language}: not taken: {why}\n")
        return False
    await beside.run(lambda unit: _note(unit, told))
    stdout.write(f"{template.name} {template.language}: handed in, {_state(told)}\n")
    return True


async def _found_at_meta(beside: Beside, approval: Approval, template: Template) -> Template | None:
    """Meta has it and these records did not know: its answer was lost, or they are new. As it stands there."""
    wanted = (template.name, template.language)
    told = next((each for each in await approval.list_all() if (each.name, each.language) == wanted), None)
    if told is None or not told.channel_id:
        return None
    return await beside.run(lambda unit: _take_over(unit, told, template))


async def _go_on(
    beside: Beside, approval: Approval, template: Template, there: Template, stdout: TextIO
) -> bool:
    """It is known by now: only other words are still to be handed in, as a change."""
    if there.same_words(template) and there.state not in _ASK_AGAIN:
        stdout.write(line(template, there) + "\n")
        return True
    return await _hand_in(beside, approval, template, there, stdout)


async def _put_back(unit: Unit, template: Template, before: Template | None, why: str) -> None:
    """Meta has not taken it. What it had before stays as it was, and goes on being sent if it was approved."""
    state, category = TemplateState.REJECTED, template.asked_category
    if before is not None and before.state not in _ASK_AGAIN:
        templates.note_words(unit, before, before.text, before.buttons)
        state, category = before.state, before.category
    await templates.note(unit, template.name, template.language, state=state, category=category, reason=why)


async def _note(unit: Unit, told: Told) -> bool:
    return await templates.note(
        unit,
        told.name,
        told.language,
        state=told.state,
        category=told.category,
        reason=told.reason,
        channel_id=told.channel_id,
    )


def _state(told: Told) -> str:
    return told.state.value if told.state is not None else "in a state we do not know"


# -- follow ---------------------------------------------------------------------------------------------------------


async def _follow(beside: Beside, approval: Approval, wanted: Sequence[Template], stdout: TextIO) -> int:
    """What Meta says of each of ours, written down."""
    at_meta = {(each.name, each.language): each for each in await approval.list_all()}
    for template in wanted:
        told = at_meta.get((template.name, template.language))
        if told is None:
            stdout.write(f"{template.name} {template.language}: Meta has none\n")
            continue

        async def take_over(unit: Unit, told: Told = told, template: Template = template) -> Template | None:
            return await _take_over(unit, told, template)

        there = await beside.run(take_over)
        stdout.write(line(template, there) + "\n")
    return 0


async def _take_over(unit: Unit, told: Told, template: Template) -> Template | None:
    there = await templates.find(unit, told.name, told.language)
    if there is None:  # handed in from elsewhere, or our answer was lost before it was written down
        templates.submit(unit, template)
        there = await templates.find(unit, told.name, told.language)
        assert there is not None, "it was written a statement ago"
    if told.text and (told.text, told.buttons) != (there.text, there.buttons):
        templates.note_words(unit, there, told.text, told.buttons)
    await _note(unit, told)
    return await templates.find(unit, told.name, told.language)

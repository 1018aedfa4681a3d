"""Messages to somebody else than the one who wrote: found, put into the receiver's language, queued as pushes.

Nothing here decides whether a push goes out: that is asked when it is claimed for sending (bot/delivery.py).
"""

from collections.abc import Mapping

from bot.channels.base import Button, Channel, Layout, Outgoing
from bot.outgoing import pack
from bot.render import render
from db import outbox, people
from db.engine import Row
from db.outbox import Queued
from db.people import Actor
from db.push_buttons import add_push
from db.unit import Told, Unit
from db.vault import KeyGone
from db.vault import person as owner_of
from domain.contact import LANES, MessageClass


class Teller:
    """Makes outbox rows of what a step told others."""

    def __init__(self, channels: Mapping[str, Channel]) -> None:
        self._channels = channels

    async def queue(self, unit: Unit, told: list[Told]) -> list[Queued]:
        """The rows, written; those who cannot be reached by chat are left out."""
        queued = []
        for each in told:
            for account in await self._accounts(unit, each):
                if account["channel"] not in self._channels:
                    continue
                await unit.vault.have([owner_of(each.person_id), owner_of(account["owner_id"])])
                try:
                    chat = people.open_address(unit, account)
                except KeyGone:
                    continue
                row = self._row(unit, each, account, chat)
                outbox.add(unit, row)
                queued.append(row)
        return queued

    async def _accounts(self, unit: Unit, told: Told) -> list[Row]:
        if told.paper is not None:
            from db import own_data  # loaded with the first paper, not with the program

            return await own_data.list_chat(unit, unit.actor.account_id)
        if told.everywhere:
            from db import rings  # loaded with the first call for help

            return await rings.list_accounts(unit, told.person_id)
        account = await people.find_account_of(unit, told.person_id)
        return [] if account is None else [account]

    def _row(self, unit: Unit, told: Told, account: Row, chat: str) -> Queued:
        language = account["language"]
        buttons = tuple(
            Button(
                label=render(each.label, language), payload=add_push(unit, told.person_id, each, told.matter)
            )
            for each in told.buttons
        )
        kind = MessageClass(told.kind)
        return Queued(
            id=unit.new_id(),
            account_id=account["account_id"],
            person_id=told.person_id,
            channel=account["channel"],
            kind=kind.value,
            lane=LANES[kind],
            due_ms=unit.now_ms,
            urgent=told.urgent,
            pushed=told.paper is None,
            body=pack(
                Outgoing(
                    outbox_id="",
                    chat=chat,
                    recipe=told.paper.recipe if told.paper else "",
                    recipe_args=told.paper.args if told.paper else (),
                    text=render(told.text, language),
                    buttons=buttons,
                    layout=Layout.BUTTONS if buttons else Layout.NONE,
                )
            ),
            made_ms=unit.now_ms,
        )

    def row(self, unit: Unit, actor: Actor, kind: MessageClass, outgoing: Outgoing) -> Queued:
        """A row for the one who wrote; not written yet."""
        return Queued(
            id=unit.new_id(),
            account_id=actor.account_id,
            person_id=actor.person_id,
            channel=actor.channel,
            kind=kind.value,
            lane=LANES[kind],
            due_ms=unit.now_ms,
            body=pack(outgoing),
            made_ms=unit.now_ms,
        )

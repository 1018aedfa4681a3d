"""Messages to somebody else than the one who wrote: found, put into the receiver's language, queued as pushes.

Nothing here decides whether a push goes out: that is asked when it is claimed for sending (bot/delivery.py).
"""

import logging
from collections.abc import Mapping

from bot.channels.base import Button, Channel, Layout, Outgoing
from bot.outgoing import pack
from bot.render import render
from conversation.text import Text
from db import outbox, people, receivers
from db.engine import Row
from db.outbox import Queued
from db.people import Actor
from db.push_buttons import Made
from db.unit import Told, Unit
from db.vault import KeyGone, SealBroken
from db.vault import person as owner_of
from domain.contact import LANES, MessageClass

log = logging.getLogger(__name__)

# From so many on they are made together.
MANY = 4


class Teller:
    """Makes outbox rows of what a step told others."""

    def __init__(self, channels: Mapping[str, Channel]) -> None:
        self._channels = channels

    async def queue(self, unit: Unit, told: list[Told]) -> list[Queued]:
        """The rows, written; those who cannot be reached by chat are left out."""
        if len(told) >= MANY and not any(each.instead or each.in_turn for each in told):
            return await self._queue_many(unit, told)
        queued: list[Queued] = []
        for each in told:
            if each.instead and not await self._goes_anew(unit, each, queued):
                continue
            for account in await self._accounts(unit, each):
                if account["channel"] not in self._channels:
                    continue
                await unit.vault.have([owner_of(each.person_id), owner_of(account["owner_id"])])
                chat = _chat(unit, account)
                if not chat:
                    continue
                making = _Making()
                row = self._row(unit, each, account, chat, making)
                making.buttons.write(unit)
                outbox.add(unit, row)
                queued.append(row)
        return queued

    async def _queue_many(self, unit: Unit, told: list[Told]) -> list[Queued]:
        """The same for a class or a group: one look for all accounts, one for all keys, each sentence made once."""
        plain = {each.person_id for each in told if not each.here and not each.everywhere}
        known = await receivers.find_accounts_of(unit, plain)
        pairs = []
        for each in told:
            if not each.here and not each.everywhere:
                accounts = [known[each.person_id]] if each.person_id in known else []
            else:
                accounts = await self._accounts(unit, each)
            pairs += [(each, account) for account in accounts if account["channel"] in self._channels]
        await unit.vault.have(
            [
                owner
                for each, account in pairs
                for owner in (owner_of(each.person_id), owner_of(account["owner_id"]))
            ]
        )
        queued, making = [], _Making()
        for each, account in pairs:
            chat = _chat(unit, account)
            if not chat:
                continue
            queued.append(self._row(unit, each, account, chat, making))
        making.buttons.write(unit)
        outbox.add_many(unit, queued)
        return queued

    async def _accounts(self, unit: Unit, told: Told) -> list[Row]:
        if told.here:
            from db import own_data  # loaded with the first paper, not with the program

            return await own_data.list_chat(unit, unit.actor.account_id)
        if told.everywhere:
            from db import rings  # loaded with the first call for help

            return await rings.list_accounts(unit, told.person_id)
        account = await people.find_account_of(unit, told.person_id)
        return [] if account is None else [account]

    def _row(self, unit: Unit, told: Told, account: Row, chat: str, making: "_Making") -> Queued:
        language = account["language"]
        buttons = tuple(
            Button(
                label=making.say(each.label, language),
                payload=making.buttons.add(unit, told.person_id, each, told.matter),
            )
            for each in told.buttons
        )
        kind = MessageClass(told.kind)
        return Queued(
            id=told.outbox_id or unit.new_id(),
            account_id=account["account_id"],
            person_id=told.person_id,
            channel=account["channel"],
            kind=kind.value,
            lane=LANES[kind],
            due_ms=unit.now_ms,
            urgent=told.urgent,
            pushed=not (told.here or (told.in_turn and _shows_openly(account))),
            body=pack(
                Outgoing(
                    outbox_id="",
                    chat=chat,
                    recipe=told.paper.recipe if told.paper else "",
                    recipe_args=told.paper.args if told.paper else (),
                    text=making.say(told.text, language),
                    buttons=buttons,
                    layout=Layout.BUTTONS if buttons else Layout.NONE,
                )
            ),
            made_ms=unit.now_ms,
            dates=told.dates,
        )

    async def _goes_anew(self, unit: Unit, told: Told, queued: list[Queued]) -> bool:
        """Whether what stands in the place of another message is a message of its own: that one was never sent."""
        from bot.relaying import change  # rare: not loaded with the program

        return await change(unit, told, self._channels, queued)

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


class _Making:
    """What messages that are made together share. buttons: written with the last of them."""

    __slots__ = ("_said", "buttons")

    def __init__(self) -> None:
        self._said: dict[tuple[int, str], str] = {}
        self.buttons = Made()

    def say(self, text: Text, language: str) -> str:
        """The sentence in that language: a class hears the same Text, and that is put into words once."""
        key = (id(text), language)
        if key not in self._said:
            self._said[key] = render(text, language)
        return self._said[key]


def _shows_openly(account: Row) -> bool:
    """Whether nobody else reads this phone, as far as is known; columns of `people.find_account_of`."""
    return account["phone"] == "own" and bool(account["open"] or account["staff"])


def _chat(unit: Unit, account: Row) -> str:
    """Where she is reached; "" if nobody can read that any more, which must not stop what the others are told."""
    try:
        return people.open_address(unit, account)
    except KeyGone:
        return ""
    except SealBroken:
        log.error("an address cannot be read, nothing is sent there: account=%d", account["account_id"])
        return ""

"""What a conversation may await: each call asks the host for one thing and gives back what the host says."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.replay import Ended, Gone
from conversation.text import Text, _
from tests.conversation.host import TEN_O_CLOCK, Host, Note, written

heard: list[Any] = []
WOMEN = (Choice("s", "Siti"), Choice("y", "Yuyun"))


async def add(unit: Any, one: int, other: int) -> int:
    unit.sums.append(one + other)
    return one + other


async def everything(chat: Chat) -> None:
    await chat.say(_("Halo."))
    await chat.say(_("Apa kabar?"))
    note = await chat.ask(_("Catatan?"), Note())
    chosen = await chat.choose(_("Siapa?"), WOMEN, person=_("Petugas"), sensitive=True)
    skipped = await chat.choose_or_skip(_("Siapa lagi?"), WOMEN, skip=_("Tidak ada"))
    sure = await chat.confirm(_("Benar?"), weighty=False, sensitive=True)
    found = await chat.look(add, 1, 2)
    done = await chat.run(add, 3, 4)
    heard.extend([note, chosen, skipped, sure, found, done, await chat.now()])


def test_every_call_gives_the_conversation_what_it_asked_for():
    heard.clear()
    host = Host(everything, world=SimpleNamespace(sums=[]))
    assert host.begin() == ["Halo.", "Apa kabar?", "Catatan?"]
    host.say("beras")
    assert (host.waiting.question.person, host.waiting.question.sensitive) == (_("Petugas"), True)
    host.tap("y")
    assert host.waiting.question.skip == _("Tidak ada")
    host.tap("0")
    assert (host.waiting.question.weighty, host.waiting.question.sensitive) == (False, True)
    host.say("ya")
    assert isinstance(host.outcome, Ended)
    assert heard == ["beras", WOMEN[1], None, True, 3, 7, TEN_O_CLOCK]
    assert isinstance(heard[-1], datetime)


def test_a_confirmation_is_weighty_unless_it_is_said_not_to_be():
    async def confirms(chat: Chat) -> None:
        await chat.confirm(_("Benar?"))

    host = Host(confirms)
    host.begin()
    assert host.waiting.question.weighty
    assert not host.waiting.question.sensitive


def test_nothing_after_going_elsewhere_is_reached():
    async def goes(chat: Chat) -> None:
        await chat.say(_("Sebentar."))
        await chat.go("menu", "a", 1)

    host = Host(goes)
    assert host.begin() == ["Sebentar."]
    assert host.outcome == Gone("menu", ("a", 1))


def test_what_is_said_is_kept_as_texts_for_the_host_to_put_into_her_language():
    async def says(chat: Chat) -> None:
        await chat.say(_("Ibu {name}.", name="Siti"))

    host = Host(says)
    host.begin()
    assert host.run is not None
    assert all(isinstance(text, Text) for text in host.run.chat.says)
    assert [written(text) for text in host.run.chat.says] == ["Ibu Siti."]

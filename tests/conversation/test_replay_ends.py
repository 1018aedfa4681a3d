"""How a run ends, what it never does, its limits and its cost."""

import asyncio
import json
import timeit
from dataclasses import dataclass
from typing import Any

import pytest

from conversation import journal, limits
from conversation.chat import Chat
from conversation.limits import OverLimit
from conversation.questions import Choice, Said
from conversation.replay import ForeignAwait, Gone, Waiting
from conversation.text import _
from tests.conversation.host import Host, Number, OneOf, run_of
from tests.conversation.world import count_saved, members, save, two_numbers, world

# -- ends -----------------------------------------------------------------------------------------------------------


def test_going_elsewhere_ends_here_and_names_what_begins():
    async def leaves(chat: Chat) -> None:
        await chat.ask(_("Pertama?"), Number())
        await chat.go("menu", 7)

    host = Host(leaves)
    host.begin()
    host.say("1")
    assert host.outcome == Gone("menu", (7,))


async def test_an_await_that_chat_does_not_offer_is_a_bug_and_never_hangs():
    closed: list[bool] = []

    async def sleeps(chat: Chat) -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            closed.append(True)

    run = run_of(sleeps)
    with pytest.raises(ForeignAwait, match="only what chat offers"):
        run.begin()
    assert closed == [True]


def test_a_bare_yield_to_the_loop_is_a_bug_too():
    async def yields(chat: Chat) -> None:
        await asyncio.sleep(0)

    with pytest.raises(ForeignAwait):
        run_of(yields).begin()


def test_a_conversation_that_raises_leaves_nothing_open():
    async def broken(chat: Chat) -> None:
        await chat.say(_("Halo."))
        raise ZeroDivisionError

    run = run_of(broken)
    with pytest.raises(ZeroDivisionError):
        run.begin()
    run.close()


def test_whatever_ends_a_run_closes_the_conversation_at_once():
    closed: list[str] = []

    async def tidy(chat: Chat) -> None:
        try:
            await chat.ask(_("Pertama?"), Number())
        finally:
            closed.append("tidy")

    assert isinstance(run_of(tidy).begin(), Waiting)
    assert closed == ["tidy"]


def test_a_run_can_be_closed_between_a_request_and_its_result():
    async def steps(chat: Chat) -> None:
        await chat.run(save, "x")

    run = run_of(steps)
    run.begin()
    run.close()
    run.close()
    run_of(steps).close()  # also one that never began


def test_a_result_nobody_asked_for_is_refused():
    with pytest.raises(AssertionError):
        run_of(two_numbers).resume(1)


def test_an_error_inside_a_question_is_not_taken_for_the_end_of_the_talk():
    @dataclass(frozen=True, kw_only=True)
    class Careless(OneOf):
        def restore(self, plain: Any) -> Any:
            return next(choice for choice in self.choices if choice.key == plain)

    async def careless(chat: Chat) -> None:
        await chat.ask(_("Siapa?"), Careless(choices=tuple(await chat.look(members))))
        await chat.ask(_("Kedua?"), Number())

    host = Host(careless, world=world())
    host.begin()
    host.say("Siti")
    host.world.members.remove("siti")
    with pytest.raises(StopIteration):
        host.say("1")


# -- limits ---------------------------------------------------------------------------------------------------------


def test_a_conversation_that_looks_without_end_is_stopped():
    async def endless(chat: Chat) -> None:
        while True:
            await chat.look(count_saved)

    with pytest.raises(OverLimit):
        Host(endless, world=world()).begin()


def test_a_conversation_that_speaks_without_end_is_stopped():
    async def endless(chat: Chat) -> None:
        while True:
            await chat.say(_("Halo."))

    with pytest.raises(OverLimit):
        Host(endless).begin()


def test_a_journal_of_the_largest_size_is_replayed_and_a_larger_one_refused():
    async def asks(chat: Chat, rounds: int) -> None:
        for number in range(rounds):
            await chat.ask(_("Nomor {number}?", number=str(number)), Number())

    most = limits.JOURNAL_ENTRIES_MAX
    host = Host(asks, (most,))
    host.begin()
    for number in range(most - 1):
        host.stored = _with_answer(host, number)
    assert host.turn(None) == [f"Nomor {most - 1}?"]
    host.args = (most + 5,)
    host.stored = _with_answer(_with(host, most - 1), most)
    with pytest.raises(OverLimit):
        host.turn(None)


def _with(host: Host, number: int) -> Host:
    host.stored = _with_answer(host, number)
    return host


def _with_answer(host: Host, number: int) -> str:
    kept = json.loads(host.stored)
    kept["entries"].append([journal.ANSWER, f"number|Nomor {{number}}?|'{number}'", 1])
    return json.dumps(kept)


def test_more_choices_than_a_small_phone_can_show_are_refused():
    many = [Choice(f"k{number}", f"Nama {number}") for number in range(limits.CHOICES_MAX + 1)]

    async def chooses(chat: Chat) -> None:
        await chat.choose(_("Siapa?"), many)

    with pytest.raises(OverLimit):
        Host(chooses).begin()


# -- cost -----------------------------------------------------------------------------------------------------------


def test_replaying_thirty_answers_takes_well_under_a_millisecond():
    """Measured 37-50 microseconds on 2 shared cores; the bound only finds a change of kind."""

    async def thirty(chat: Chat) -> None:
        for number in range(31):
            await chat.ask(_("Nomor {number}?", number=str(number)), Number())

    entries = [[journal.ANSWER, f"number|Nomor {{number}}?|'{number}'", 1] for number in range(30)]
    run = run_of(thirty)
    run.entries = list(entries)
    assert isinstance(run.begin(), Waiting)

    def replay() -> None:
        again = run_of(thirty)
        again.entries = list(entries)
        again.begin()

    best_us = min(timeit.repeat(replay, number=20, repeat=20)) / 20 * 1e6
    assert best_us < 1_000


def test_what_she_sent_is_heard_only_once():
    async def twice(chat: Chat) -> None:
        await chat.ask(_("Sama?"), Number())
        await chat.ask(_("Sama?"), Number())

    host = Host(twice)
    host.begin()
    assert host.turn(Said(text="4")) == ["Sama?"]
    assert len(host.entries) == 1

"""The law of replay, law by law: each test is one tiny talk, restarted before every message."""

import json
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any

import pytest

from conversation import journal
from conversation.chat import Chat
from conversation.replay import Broken, Ended
from conversation.text import Text, _
from tests.conversation.host import TEN_O_CLOCK, Host, Note, Number, Refused, run_of
from tests.conversation.world import Rupiah, count_saved, members, refused_look, save, two_numbers, world

# -- 1. answers -----------------------------------------------------------------------------------------------------


def test_each_answer_is_taken_once_and_by_its_own_question():
    host = Host(two_numbers)
    assert host.begin() == ["Pertama?"]
    assert host.say("1") == ["Kedua?"]
    assert host.say("2") == ["1 dan 2."]
    assert isinstance(host.outcome, Ended)


def test_nothing_is_taken_without_a_message():
    host = Host(two_numbers)
    host.begin()
    host.say("1")
    assert host.turn(None) == ["Kedua?"]
    assert [entry[2] for entry in host.entries] == [1]


def test_an_answer_is_reported_as_taken_with_its_sensitivity():
    async def secret(chat: Chat) -> None:
        await chat.ask(_("Rahasia?"), Note(sensitive=True))

    host = Host(secret)
    host.begin()
    host.say("di dapur")
    assert host.run is not None
    assert host.run.taken is not None
    assert (host.run.taken.plain, host.run.taken.sensitive) == ("di dapur", True)


def _answered(*steps: str) -> Host:
    host = Host(two_numbers)
    host.begin()
    for each in steps:
        host.say(each)
    return host


def test_when_the_words_of_a_question_change_it_is_asked_again():
    async def other_words(chat: Chat) -> None:
        await chat.ask(_("Yang pertama?"), Number())
        await chat.ask(_("Kedua?"), Number())

    host = _answered("1")
    host.function = other_words
    assert host.say("2") == ["Yang pertama?"]
    assert host.entries == []


def test_when_the_kind_of_a_question_changes_it_is_asked_again():
    async def other_kind(chat: Chat) -> None:
        await chat.ask(_("Pertama?"), Note())
        await chat.ask(_("Kedua?"), Number())

    host = _answered("1")
    host.function = other_kind
    assert host.say("2") == ["Pertama?"]


def test_when_questions_change_places_none_takes_the_other_s_answer():
    async def other_order(chat: Chat) -> None:
        await chat.ask(_("Kedua?"), Number())
        await chat.ask(_("Pertama?"), Number())

    host = _answered("1")
    host.function = other_order
    assert host.say("2") == ["Kedua?"]
    assert host.entries == []


def test_an_inserted_question_is_asked_and_takes_nobody_s_answer():
    async def inserted(chat: Chat) -> None:
        await chat.ask(_("Pertama?"), Number())
        await chat.ask(_("Baru?"), Number())
        await chat.ask(_("Kedua?"), Number())

    host = _answered("1")
    host.function = inserted
    assert host.say("2") == ["Baru?"]
    assert [entry[2] for entry in host.entries] == [1]


def test_the_open_question_takes_what_she_sent_only_if_it_is_the_one_she_saw():
    async def other_second(chat: Chat) -> None:
        await chat.ask(_("Pertama?"), Number())
        await chat.ask(_("Kedua, dalam ribuan?"), Number())

    host = _answered("1")
    host.function = other_second
    assert host.say("25") == ["Kedua, dalam ribuan?"]
    assert len(host.entries) == 1


def test_a_message_to_the_same_question_at_another_place_is_not_taken():
    host = _answered("1")
    kept = json.loads(host.stored)
    kept["asking"]["position"] = 0
    host.stored = json.dumps(kept)
    assert host.say("2") == ["Kedua?"]
    assert len(host.entries) == 1


async def every_member(chat: Chat) -> None:
    found = await chat.look(members)
    amounts = [await chat.ask(_("Berapa dari {name}?", name=each.label), Number()) for each in found]
    for each, amount in zip(found, amounts, strict=True):
        await chat.run(save, f"{each.key} {amount}")


def test_in_a_loop_each_round_has_its_own_answer():
    host = Host(every_member, world=world())
    assert host.begin() == ["Berapa dari Siti?"]
    assert host.say("1") == ["Berapa dari Yuyun?"]
    assert host.say("2") == ["Berapa dari Neneng?"]
    host.say("3")
    assert host.world.saved == ["siti 1", "yuyun 2", "neneng 3"]


def test_when_a_member_leaves_her_amount_is_never_taken_for_the_next_one():
    host = Host(every_member, world=world())
    host.begin()
    host.say("1")
    host.world.members.remove("siti")
    assert host.say("2") == ["Berapa dari Yuyun?"]
    host.say("20")
    host.say("30")
    assert host.world.saved == ["yuyun 20", "neneng 30"]


def test_the_same_question_twice_does_not_take_the_same_answer_twice():
    async def until_no(chat: Chat) -> None:
        count = 0
        while await chat.confirm(_("Ada lagi?")):
            count += 1
        await chat.say(_("{count} kali.", count=count))

    host = Host(until_no)
    assert host.begin() == ["Ada lagi?"]
    assert host.say("ya") == ["Ada lagi?"]
    assert host.say("ya") == ["Ada lagi?"]
    assert host.say("tidak") == ["2 kali."]


def test_yes_to_an_amount_that_has_changed_since_is_not_a_yes():
    async def confirm_debt(chat: Chat) -> None:
        debt = Rupiah(await chat.look(count_saved))
        if await chat.confirm(_("Bayar {debt}. Benar?", debt=debt)):
            await chat.run(save, f"paid {debt}")

    host = Host(confirm_debt, world=world(saved=["a"]))
    assert host.begin() == ["Bayar 1. Benar?"]
    host.world.saved.append("b")
    assert host.say("ya") == ["Bayar 2. Benar?"]
    host.say("ya")
    assert host.world.saved == ["a", "b", "paid 2"]


def test_a_count_that_has_changed_since_is_no_reason_to_ask_again():
    async def queue(chat: Chat) -> None:
        waiting = await chat.look(count_saved)
        chosen = await chat.choose(_("{n} menunggu. Siapa?", n=waiting), await chat.look(members))
        await chat.run(save, chosen.key)

    host = Host(queue, world=world(saved=["a"]))
    assert host.begin() == ["1 menunggu. Siapa?"]
    host.world.saved.append("b")
    host.say("Siti")
    assert host.world.saved == ["a", "b", "siti"]


def test_an_answer_that_no_longer_fits_is_asked_again_and_what_came_after_with_it():
    limit = {"most": 100}

    async def limited(chat: Chat) -> None:
        await chat.ask(_("Berapa?"), Number(most=limit["most"]))
        await chat.ask(_("Kedua?"), Number())
        await chat.ask(_("Ketiga?"), Number())

    host = Host(limited)
    host.begin()
    host.say("50")
    host.say("2")
    limit["most"] = 20
    assert host.say("3") == ["Berapa?"]
    assert host.entries == []


def test_a_choice_is_found_again_by_its_key_and_asked_again_when_it_is_gone():
    async def choose(chat: Chat) -> None:
        chosen = await chat.choose(_("Siapa?"), await chat.look(members))
        amount = await chat.ask(_("Berapa?"), Number())
        await chat.run(save, f"{chosen.key} {amount}")

    host = Host(choose, world=world())
    host.begin()
    assert host.say("2") == ["Berapa?"]
    host.world.members = ["neneng", "siti", "yuyun"]  # another order is no reason to ask again
    assert host.turn(None) == ["Berapa?"]
    host.world.members.remove("yuyun")
    assert host.say("5") == ["Siapa?"]
    host.say("Siti")
    host.say("5")
    assert host.world.saved == ["siti 5"]


def test_skipping_is_journaled_and_asked_again_where_it_is_no_longer_offered():
    offered: dict[str, Text | None] = {"skip": _("Lewati")}

    async def skippable(chat: Chat) -> None:
        first = await chat.ask(_("Pertama?"), Number(skip=offered["skip"]))
        await chat.ask(_("Kedua?"), Number())
        await chat.say(_("{first}", first=str(first)))

    host = Host(skippable)
    host.begin()
    assert host.tap("0") == ["Kedua?"]
    assert host.turn(None) == ["Kedua?"]
    offered["skip"] = None
    assert host.say("2") == ["Pertama?"]
    host.say("1")
    assert host.say("2") == ["1"]


# -- 2. looks -------------------------------------------------------------------------------------------------------


async def look_then_save(chat: Chat) -> None:
    before = await chat.look(count_saved)
    await chat.ask(_("Berapa?"), Number())
    await chat.say(_("Sebelumnya {n}.", n=before))
    await chat.run(save, "once")
    after = await chat.look(count_saved)
    await chat.ask(_("Lagi, sesudah {n} dari {before}?", n=after, before=before), Number())


def test_a_look_is_read_afresh_in_each_turn_until_a_later_step_has_written():
    host = Host(look_then_save, world=world())
    host.begin()
    host.world.saved.extend("xyz")
    assert host.say("1") == ["Sebelumnya 3.", "Lagi, sesudah 4 dari 3?"]
    assert [entry[0] for entry in host.entries] == [journal.LOOK, journal.ANSWER, journal.RAN]


def test_a_look_before_a_write_is_journaled_and_one_after_it_is_still_read_afresh():
    host = Host(look_then_save, world=world())
    host.begin()
    host.say("1")
    host.performed.clear()
    host.world.saved.append("by another")
    assert host.turn(None) == ["Lagi, sesudah 2 dari 0?"]
    assert host.performed == ["count_saved"]


def test_a_refused_look_can_be_caught_and_is_read_afresh():
    async def careful(chat: Chat) -> None:
        try:
            await chat.look(refused_look)
        except Refused as refusal:
            await chat.ask(_("Ditolak: {what}?", what=str(refusal.fields["what"])), Number())
        await chat.run(save, "after")
        await chat.ask(_("Terus?"), Number())

    host = Host(careful, world=world())
    assert host.begin() == ["Ditolak: look?"]
    assert host.entries == []
    assert host.say("1") == ["Terus?"]
    host.performed.clear()
    assert host.turn(None) == ["Terus?"]
    assert host.performed == []


# -- 3. steps -------------------------------------------------------------------------------------------------------


async def save_and_go_on(chat: Chat) -> None:
    what = await chat.ask(_("Apa?"), Note())
    try:
        number = await chat.run(save, what)
        await chat.say(_("Sudah dicatat. No. {number}.", number=number))
    except Refused as refusal:
        await chat.say(_("Tidak bisa: {what}.", what=str(refusal.fields["what"])))
    await chat.ask(_("Kedua?"), Number())
    await chat.ask(_("Ketiga?"), Number())


def test_a_step_runs_exactly_once_however_often_the_talk_is_replayed():
    host = Host(save_and_go_on, world=world())
    host.begin()
    assert host.say("beras") == ["Sudah dicatat. No. 1.", "Kedua?"]
    for _turn in range(5):
        host.turn(None)
        host.say("?")
    assert host.world.saved == ["beras"]


def test_a_refusal_is_journaled_and_can_be_caught_in_every_replay():
    host = Host(save_and_go_on, world=world(refuse=True))
    host.begin()
    assert host.say("beras") == ["Tidak bisa: beras.", "Kedua?"]
    host.world.refuse = False
    assert host.say("2") == ["Ketiga?"]
    assert host.world.saved == []
    assert host.performed == ["save"]


def test_a_refusal_that_nobody_catches_leaves_the_conversation():
    async def careless(chat: Chat) -> None:
        await chat.run(save, "x")

    run = run_of(careless)
    run.begin()
    with pytest.raises(Refused):
        run.refuse(Refused(what="x"))


def test_a_refusal_that_can_no_longer_be_read_lets_the_step_run_again():
    host = Host(save_and_go_on, world=world(refuse=True))
    host.begin()
    host.say("beras")
    host.stored = host.stored.replace("host:Refused", "host:WasRenamed")
    host.world.refuse = False
    assert host.turn(None) == ["Sudah dicatat. No. 1.", "Kedua?"]


def test_a_bug_is_never_journaled_as_a_refusal():
    async def step(chat: Chat) -> None:
        await chat.run(save, "x")

    run = run_of(step, refusals=(Refused,))
    run.begin()
    with pytest.raises(AssertionError):
        run.refuse(ValueError("a bug"))
    run.close()


# -- 5. what was said -----------------------------------------------------------------------------------------------


async def talkative(chat: Chat) -> None:
    await chat.say(_("Selamat datang."))
    await chat.ask(_("Pertama?"), Number())
    await chat.say(_("Terima kasih."))
    await chat.run(save, "x")
    await chat.say(_("Sudah dicatat."))
    await chat.ask(_("Kedua?"), Number())
    await chat.ask(_("Ketiga?"), Number())


def test_what_was_said_is_not_said_again():
    host = Host(talkative, world=world())
    assert host.begin() == ["Selamat datang.", "Pertama?"]
    assert host.say("?") == ["Tulis angka saja.", "Pertama?"]
    assert host.turn(None) == ["Pertama?"]
    assert host.say("1") == ["Terima kasih.", "Sudah dicatat.", "Kedua?"]
    assert host.turn(None) == ["Kedua?"]
    assert host.say("2") == ["Ketiga?"]


def test_a_receipt_is_not_said_again_when_an_answer_after_it_is_taken_back():
    host = Host(talkative, world=world())
    host.begin()
    host.say("1")
    host.say("2")
    assert host.back() == ["Kedua?"]


def test_a_talk_taken_back_to_its_very_beginning_says_it_again():
    async def short(chat: Chat) -> None:
        await chat.say(_("Selamat datang."))
        await chat.ask(_("Pertama?"), Number())
        await chat.ask(_("Kedua?"), Number())

    host = Host(short)
    host.begin()
    host.say("1")
    assert host.back() == ["Selamat datang.", "Pertama?"]


def test_what_a_changed_world_has_to_say_is_said():
    async def depends(chat: Chat) -> None:
        await chat.ask(_("Pertama?"), Number())
        if len(await chat.look(members)) < 3:
            await chat.say(_("Ada yang keluar."))
            await chat.ask(_("Siapa?"), Note())
        await chat.ask(_("Kedua?"), Number())

    host = Host(depends, world=world())
    host.begin()
    host.say("1")
    host.world.members.pop()
    assert host.say("2") == ["Ada yang keluar.", "Siapa?"]


# -- kembali --------------------------------------------------------------------------------------------------------


def test_kembali_takes_back_the_last_answer_only():
    host = _answered("1")
    assert host.back() == ["Pertama?"]
    assert host.say("7") == ["Kedua?"]
    assert host.say("2") == ["7 dan 2."]


def test_kembali_at_the_first_question_has_nothing_to_take_back():
    host = Host(two_numbers)
    host.begin()
    assert host.back() is None


def test_kembali_never_goes_past_a_step_that_wrote():
    host = Host(save_and_go_on, world=world())
    host.begin()
    host.say("beras")
    assert host.back() is None
    host.say("2")
    assert host.back() == ["Kedua?"]
    assert host.back() is None
    assert host.world.saved == ["beras"]


def test_kembali_goes_past_a_step_that_refused_and_it_is_tried_anew():
    host = Host(save_and_go_on, world=world(refuse=True))
    host.begin()
    host.say("beras")
    host.world.refuse = False
    assert host.back() == ["Apa?"]
    assert host.say("gula") == ["Sudah dicatat. No. 1.", "Kedua?"]
    assert host.world.saved == ["gula"]


# -- 6. a journal that no longer fits -------------------------------------------------------------------------------


async def three_and_a_step(chat: Chat) -> None:
    await chat.ask(_("Pertama?"), Number())
    await chat.run(save, "x")
    await chat.say(_("Sudah dicatat."))
    await chat.ask(_("Kedua?"), Number())
    await chat.ask(_("Ketiga?"), Number())


def _written() -> Host:
    host = Host(three_and_a_step, world=world())
    host.begin()
    host.say("1")
    host.say("2")
    return host


def test_a_misfit_before_a_step_that_wrote_breaks_the_talk_and_says_nothing_old():
    async def changed(chat: Chat) -> None:
        await chat.ask(_("Pertama, sekarang lain?"), Number())
        await chat.run(save, "x")
        await chat.ask(_("Kedua?"), Number())

    host = _written()
    host.function = changed
    assert host.say("3") == []
    assert isinstance(host.outcome, Broken)
    assert host.world.saved == ["x"]


def test_a_misfit_after_the_last_write_is_only_asked_again():
    async def changed(chat: Chat) -> None:
        await chat.ask(_("Pertama?"), Number())
        await chat.run(save, "x")
        await chat.ask(_("Kedua, sekarang lain?"), Number())

    host = _written()
    host.function = changed
    assert host.say("3") == ["Kedua, sekarang lain?"]
    assert host.world.saved == ["x"]


@pytest.mark.parametrize("change", ["another step", "the step is gone", "a question in its place", "now"])
def test_whatever_stands_where_a_step_wrote_breaks_the_talk(change):
    async def another(unit: Any) -> None:
        unit.saved.append("another")

    async def changed(chat: Chat) -> None:
        await chat.ask(_("Pertama?"), Number())
        if change == "another step":
            await chat.run(another)
        elif change == "a question in its place":
            await chat.ask(_("Baru?"), Number())
        elif change == "now":
            await chat.now()
        await chat.ask(_("Kedua?"), Number())

    host = _written()
    host.function = changed
    host.say("3")
    assert isinstance(host.outcome, Broken)
    assert host.world.saved == ["x"]


def test_a_journaled_look_that_is_gone_from_the_code_breaks_the_talk():
    async def without_look(chat: Chat) -> None:
        await chat.ask(_("Berapa?"), Number())
        await chat.run(save, "once")

    host = Host(look_then_save, world=world())
    host.begin()
    host.say("1")
    host.function = without_look
    host.say("2")
    assert isinstance(host.outcome, Broken)


class Colour(Enum):
    RED = "red"


async def red(unit: Any) -> Colour:
    unit.saved.append("red")
    return Colour.RED


def test_a_result_whose_type_is_gone_breaks_the_talk():
    async def colours(chat: Chat) -> None:
        await chat.run(red)
        await chat.ask(_("Kedua?"), Number())

    host = Host(colours, world=world())
    host.begin()
    host.stored = host.stored.replace("Colour", "Shade")
    host.say("1")
    assert isinstance(host.outcome, Broken)


def test_a_step_that_was_inserted_runs_once_and_what_came_after_is_asked_again():
    async def with_step(chat: Chat) -> None:
        await chat.ask(_("Pertama?"), Number())
        await chat.run(save, "new")
        await chat.say(_("Dicatat juga."))
        await chat.ask(_("Kedua?"), Number())
        await chat.ask(_("Ketiga?"), Number())

    host = Host(with_step, world=world())
    host.function = two_numbers
    host.begin()
    host.say("1")
    host.function = with_step
    assert host.say("2") == ["Dicatat juga.", "Ketiga?"]  # she answered the very question she saw
    assert host.world.saved == ["new"]
    assert host.turn(None) == ["Ketiga?"]


# -- the time -------------------------------------------------------------------------------------------------------


def test_the_time_is_that_of_the_turn_that_first_asked_for_it():
    seen: list[datetime] = []

    async def timed(chat: Chat) -> None:
        await chat.ask(_("Pertama?"), Number())
        seen.append(await chat.now())
        await chat.ask(_("Kedua?"), Number())

    host = Host(timed)
    host.begin()
    host.now = TEN_O_CLOCK + timedelta(milliseconds=1234, microseconds=567)
    host.say("1")
    host.now += timedelta(days=3)
    host.turn(None)
    assert seen == [TEN_O_CLOCK + timedelta(milliseconds=1234)] * 2
    assert seen[0].tzinfo is UTC

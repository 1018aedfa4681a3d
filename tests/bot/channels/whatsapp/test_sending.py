"""Outgoing in, exact requests out, against a server over real HTTP that knows what it really took."""

import asyncio
from typing import Any

import pytest

from bot.channels.base import Button, Media, Outgoing, SendError
from bot.channels.whatsapp.files import LIVES_S
from tests.fakes.graph_api_world import NUMBER_ID, PLACE_LIVES_S

SITI = "620000000101"
YES_NO = (Button(label="Ya", payload="q1.0"), Button(label="Tidak", payload="q1.1"))
PDF = {"document": b"%PDF-1", "document_name": "buku.pdf", "document_mime": "application/pdf"}


def outgoing(**fields: Any) -> Outgoing:
    return Outgoing(**({"outbox_id": "17", "chat": SITI} | fields))


def sorts(api) -> list[str]:
    return [call.what for call in api.calls]


async def failure(whatsapp, message: Outgoing) -> SendError:
    with pytest.raises(SendError) as caught:
        await whatsapp.send(message)
    return caught.value


async def test_a_turn_is_one_request(api, whatsapp):
    sent = await whatsapp.send(outgoing(text="Benar?", buttons=YES_NO))
    (accepted,) = api.accepted
    assert sorts(api) == ["messages"]
    assert (sent.message_ref, accepted.opaque) == (accepted.wamid, "17")
    assert api.calls[0].path == f"/v26.0/{NUMBER_ID}/messages"
    assert api.calls[0].headers["authorization"] == f"Bearer {api.token}"
    assert api.calls[0].headers["content-type"] == "application/json"


async def test_with_nothing_new_to_say_nothing_is_asked(api, whatsapp):
    assert (await whatsapp.send(outgoing(text=" \n"))).message_ref == ""
    assert sorts(api) == []


async def test_the_same_paper_for_a_whole_class_is_handed_in_once(api, whatsapp):
    people = [f"62000000{number:04}" for number in range(20)]
    for address in people:
        api.user_says(address, "halo")
    await asyncio.gather(
        *(whatsapp.send(outgoing(chat=address, text="Ini jadwalnya.", **PDF)) for address in people)
    )
    assert sorts(api).count("media") == 1
    assert len({each.body["document"]["id"] for each in api.accepted}) == 1
    assert len(api.accepted) == 20


async def test_a_file_that_is_gone_at_the_platform_is_handed_in_again(api, whatsapp):
    await whatsapp.send(outgoing(text="satu", **PDF))
    api.world.files.clear()
    await whatsapp.send(outgoing(text="dua", **PDF))
    assert sorts(api) == ["media", "messages", "messages", "media", "messages"]
    assert [each.text for each in api.accepted] == ["satu", "dua"]


async def test_a_file_that_is_refused_though_new_is_not_handed_in_for_ever(api, whatsapp):
    api.fail_next("messages", 131053, times=9)
    assert not (await failure(whatsapp, outgoing(text="x", **PDF))).retryable
    assert sorts(api) == ["media", "messages"]


async def test_old_ids_are_not_relied_upon(api, whatsapp, moment):
    await whatsapp.send(outgoing(text="satu", **PDF))
    moment.now_s += LIVES_S
    await whatsapp.send(outgoing(text="dua", **PDF))
    assert sorts(api).count("media") == 2


async def test_a_file_goes_again_by_the_name_it_was_given(api, whatsapp):
    sent = await whatsapp.send(outgoing(text="satu", **PDF))
    again = {**PDF, "document": None, "document_ref": sent.file_ref}
    await whatsapp.send(outgoing(text="dua", **again))
    assert sorts(api) == ["media", "messages", "messages"]
    first, second = (each.body["document"] for each in api.accepted)
    assert (first["id"], first["filename"]) == (second["id"], second["filename"])
    api.world.files.clear()
    assert not (await failure(whatsapp, outgoing(text="tiga", **again))).retryable


@pytest.mark.parametrize("fault", ["hang", "reset_after_accept", "garbage"])
async def test_a_file_that_perhaps_came_makes_no_message_uncertain(api, whatsapp, fault):
    api.fail_next("media", fault=fault)
    error = await failure(whatsapp, outgoing(text="x", **PDF))
    assert (error.retryable, error.uncertain, api.accepted) == (True, False, [])


async def test_a_message_whose_answer_was_lost_is_uncertain_and_its_status_names_it(api, whatsapp):
    api.fail_next("messages", fault="reset_after_accept")
    error = await failure(whatsapp, outgoing(text="Halo"))
    assert (error.retryable, error.uncertain) == (True, True)
    assert [each.opaque for each in api.accepted] == ["17"]


async def test_after_a_part_was_taken_no_failure_is_certain(api, whatsapp):
    api.fail_next("messages", fault="slow", delay_s=0.0)
    api.fail_next("messages", 131016)
    error = await failure(whatsapp, outgoing(text="a" * 5000))
    assert (error.uncertain, len(api.accepted), api.accepted[0].opaque) == (True, 1, "")


async def test_too_much_to_one_woman_waits_four_times_as_long_each_time(api, whatsapp, moment):
    api.fail_next("messages", 131056, times=3)
    waits = []
    for _ in range(3):
        error = await failure(whatsapp, outgoing(text="Halo"))
        assert not error.whole_channel
        waits.append(error.retry_after_s)
        moment.now_s += error.retry_after_s or 0
    assert waits == [4, 16, 64]
    await whatsapp.send(outgoing(text="Halo"))


async def test_too_much_in_all_stops_the_channel_and_forty_refusals_are_one(api, whatsapp):
    api.fail_next("messages", 130429, status=429, times=40)
    errors = await asyncio.gather(*(failure(whatsapp, outgoing(text=str(n))) for n in range(40)))
    assert {(error.whole_channel, error.retry_after_s) for error in errors} == {(True, 1)}
    api.fail_next("messages", 130429, status=429, retry_after=9)
    assert (await failure(whatsapp, outgoing(text="x"))).retry_after_s == 9


@pytest.mark.parametrize("late", [False, True])
async def test_a_closed_window_is_told_at_once_or_by_a_status(channel, late, moment):
    from tests.fakes.graph_api import GraphApi

    async with GraphApi.running(late_refusals=late, statuses=False) as api:
        whatsapp = channel(api_url=api.url)
        if not late:
            assert (await failure(whatsapp, outgoing(text="Halo"))).window_closed
            return
        await whatsapp.send(outgoing(text="Halo"))
        (_field, value) = api.world.told.popleft()
        (status,) = value["statuses"]
        assert (status["status"], status["errors"][0]["code"]) == ("failed", 131047)
        assert status["biz_opaque_callback_data"] == "17"


# -- what she sends -------------------------------------------------------------------------------------------------


async def test_her_photo_is_fetched_in_two_steps(api, whatsapp):
    file_id = api.sends_file(SITI, "image", b"\xff\xd8\xff photo", "image/jpeg")
    assert await whatsapp.fetch(Media(file_ref=file_id), 1000) == b"\xff\xd8\xff photo"
    assert sorts(api) == ["file", "bytes"]


@pytest.mark.parametrize("size, requests", [(0, ["file"]), (2000, [])])
async def test_what_is_too_large_is_not_fetched(api, whatsapp, size, requests):
    file_id = api.sends_file(SITI, "image", b"x" * 2000, "image/jpeg")
    with pytest.raises(SendError) as caught:
        await whatsapp.fetch(Media(file_ref=file_id, size_bytes=size), 1999)
    assert (caught.value.loggable, caught.value.retryable) == ("file too large", False)
    assert sorts(api) == requests


@pytest.mark.parametrize("file_ref", ["4711", "../me", "1?fields=x", ""])
async def test_a_file_that_does_not_exist_is_gone(whatsapp, file_ref):
    with pytest.raises(SendError) as caught:
        await whatsapp.fetch(Media(file_ref=file_ref), 1000)
    assert (caught.value.loggable, caught.value.retryable) == ("file gone", False)


async def test_an_address_that_has_run_out_is_asked_for_again(api, whatsapp):
    file_id = api.sends_file(SITI, "image", b"x", "image/jpeg")
    await whatsapp.fetch(Media(file_ref=file_id), 10)
    now = api.world.now()
    api.world.now = lambda: now + PLACE_LIVES_S + 1
    assert await whatsapp.fetch(Media(file_ref=file_id), 10) == b"x"


async def test_bytes_that_are_not_those_it_means_are_fetched_again_later(api, whatsapp):
    file_id = api.sends_file(SITI, "image", b"x" * 10, "image/jpeg")
    api.fail_next("bytes", fault="garbage")
    with pytest.raises(SendError) as caught:
        await whatsapp.fetch(Media(file_ref=file_id), 1000)
    assert caught.value.retryable


# -- marks ----------------------------------------------------------------------------------------------------------


async def test_her_message_is_marked_as_read_once_she_has_her_answer(api, whatsapp):
    hers = api.user_says(SITI, "tabungan")
    await api.deliver()
    await whatsapp.send(outgoing(text="Rp175.000"))
    await api.until(lambda: sorts(api).count("messages") == 2)
    assert api.calls[-1].body == {"messaging_product": "whatsapp", "status": "read", "message_id": hers}
    found = api.world.message(hers)
    assert found is not None
    assert found[1].blue
    await whatsapp.send(outgoing(text="Ada lagi?"))
    assert sorts(api).count("messages") == 3


async def test_dots_show_that_an_answer_is_coming(api, whatsapp):
    await whatsapp.typing(SITI)
    assert sorts(api) == []
    api.user_says(SITI, "tabungan")
    await api.deliver()
    await whatsapp.typing(SITI)
    assert api.world.typing == [SITI]


@pytest.mark.parametrize("fault", ["answer", "hang", "reset_before_accept", "garbage"])
async def test_marks_that_fail_trouble_nobody(api, whatsapp, fault):
    api.user_says(SITI, "tabungan")
    await api.deliver()
    api.fail_next("messages", 100, fault=fault)
    await whatsapp.typing(SITI)
    await whatsapp.send(outgoing(text="Rp175.000"))
    assert [each.text for each in api.accepted] == ["Rp175.000"]

"""Outgoing in, exact requests out, against a server over real HTTP that knows what it really took."""

import json
import logging
import traceback
from collections import Counter
from typing import Any

import pytest

from bot.channels.base import Button, Edit, Layout, Media, Outgoing, SendError
from bot.channels.telegram import Timeouts
from bot.channels.telegram.sending import keyboard
from tests.fakes.bot_api_faults import KINDS, Fault

CHAT = 7
YES_NO = (Button(label="Ya", payload="q1.y"), Button(label="Tidak", payload="q1.n"))
TEXT = "Halo, Bu. *Apa* <b>kabar</b> [x](y) contoh.id?"
NO_PREVIEW = {"is_disabled": True}
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50


def outgoing(**fields: Any) -> Outgoing:
    return Outgoing(**({"outbox_id": "o1", "chat": str(CHAT)} | fields))


def requests(api) -> list[tuple[str, dict[str, Any]]]:
    """Every request with its fields, JSON ones parsed."""
    return [
        (call.method, {name: _parsed(name, value) for name, value in call.fields.items()})
        for call in api.calls
    ]


def _parsed(name: str, value: Any) -> Any:
    return json.loads(value) if name in ("reply_markup", "link_preview_options") else value


async def test_a_plain_text_is_one_request_with_nothing_else(api, telegram):
    sent = await telegram.send(outgoing(text=TEXT))
    assert requests(api) == [
        ("sendMessage", {"chat_id": "7", "text": TEXT, "link_preview_options": NO_PREVIEW}),
    ]
    assert sent.message_ref == str(api.accepted_in(CHAT)[0].message_id)


async def test_everything_a_turn_says_goes_out_in_its_order(api, telegram):
    question = await telegram.send(outgoing(text="Benar?", buttons=YES_NO))
    api.user_says(CHAT, "rahasia")
    hers = str(api.world.room(CHAT).last_id)
    tap = api.taps(CHAT, int(question.message_ref), "Ya")
    api.calls.clear()
    await telegram.send(
        outgoing(
            text="Sudah.",
            tap_ref=tap,
            tap_notice="Baik",
            edits=(Edit(message_ref=question.message_ref, text="Benar? Ya"),),
            deletes=(hers,),
            buttons=YES_NO,
            layout=Layout.BUTTONS,
            protect=True,
        )
    )
    row = [{"text": "Ya", "callback_data": "q1.y"}, {"text": "Tidak", "callback_data": "q1.n"}]
    assert requests(api) == [
        ("answerCallbackQuery", {"callback_query_id": tap, "text": "Baik"}),
        (
            "editMessageText",
            {
                "chat_id": "7",
                "message_id": question.message_ref,
                "text": "Benar? Ya",
                "link_preview_options": NO_PREVIEW,
            },
        ),
        ("deleteMessage", {"chat_id": "7", "message_id": hers}),
        (
            "sendMessage",
            {
                "chat_id": "7",
                "text": "Sudah.",
                "reply_markup": {"inline_keyboard": [row]},
                "protect_content": "true",
                "link_preview_options": NO_PREVIEW,
            },
        ),
    ]
    assert api.message(CHAT, int(question.message_ref)).labels() == []
    assert int(hers) not in api.world.room(CHAT).messages


async def test_with_nothing_new_to_say_nothing_is_sent(api, telegram):
    assert (await telegram.send(outgoing(text=" \n"))).message_ref == ""
    assert requests(api) == []


async def test_steps_that_were_done_before_or_can_no_longer_be_done_do_not_stop_the_message(api, telegram):
    question = await telegram.send(outgoing(text="Benar?", buttons=YES_NO))
    tap = api.taps(CHAT, int(question.message_ref), "Ya")
    answer = outgoing(
        text="Sudah.",
        tap_ref=tap,
        edits=(
            Edit(message_ref=question.message_ref, text="Benar? Ya"),
            Edit(message_ref="99999", text="Lama"),
            Edit(message_ref="bukan nomor", text="Lama"),
        ),
        deletes=("99998", "bukan nomor"),
    )
    await telegram.send(answer)
    await telegram.send(answer)  # the tap is answered, the edit changes nothing
    assert [message.text for message in api.accepted_in(CHAT)] == ["Benar?", "Sudah.", "Sudah."]


async def test_a_menu_is_shown_by_changing_the_message_it_replaces(api, telegram):
    menu = await telegram.send(outgoing(text="Menu", buttons=YES_NO))
    sent = await telegram.send(outgoing(text="Tabungan", replaces=menu.message_ref))
    assert sent == menu
    again = await telegram.send(outgoing(text="Tabungan", replaces=menu.message_ref))
    assert again == menu
    assert len(api.accepted) == 1
    assert api.message(CHAT, int(menu.message_ref)).text == "Tabungan"


@pytest.mark.parametrize("gone", ["4711", "bukan nomor"])
async def test_a_message_that_cannot_be_changed_is_sent_anew(api, telegram, gone):
    sent = await telegram.send(outgoing(text="Menu", replaces=gone, buttons=YES_NO))
    assert api.message(CHAT, int(sent.message_ref)).labels() == ["Ya", "Tidak"]


async def test_a_change_that_got_no_answer_is_surely_repeatable(api, telegram):
    menu = await telegram.send(outgoing(text="Menu"))
    api.fail_next("editMessageText", fault="reset_after_accept")
    with pytest.raises(SendError) as caught:
        await telegram.send(outgoing(text="Tabungan", replaces=menu.message_ref))
    assert (caught.value.retryable, caught.value.uncertain) == (True, False)
    assert await telegram.send(outgoing(text="Tabungan", replaces=menu.message_ref)) == menu


@pytest.mark.parametrize(
    "labels, rows",
    [
        (["Ya", "Tidak"], [2]),
        (["1", "2", "3"], [3]),
        (["1", "2", "3", "4"], [2, 2]),
        (["1", "2", "3", "4", "5", "6", "7"], [3, 3, 1]),
        (["Wajib", "Sukarela"], [2]),
        (["Simpanan wajib", "Sukarela"], [1, 1]),
        (["Ya, benar", "Bukan saya", "Nanti dulu"], [2, 1]),
        (["👩‍👩‍👧‍👦", "👍"], [2]),
    ],
)
def test_buttons_stand_side_by_side_only_where_a_small_phone_shows_them_whole(labels, rows):
    markup = keyboard(tuple(Button(label=label, payload=label[:8]) for label in labels))
    assert markup is not None
    assert [len(row) for row in markup.inline_keyboard] == rows
    assert [key.text for row in markup.inline_keyboard for key in row] == labels


async def test_a_long_text_is_several_messages_and_the_last_has_the_buttons(api, telegram):
    text = "Kalimat pendek ini. " * 450
    sent = await telegram.send(outgoing(text=text, buttons=YES_NO))
    parts = api.accepted_in(CHAT)
    assert [bool(part.labels) for part in parts] == [False, False, True]
    assert " ".join(part.text for part in parts) == text.strip()
    assert sent.message_ref == str(parts[-1].message_id)


async def test_after_a_part_was_taken_no_failure_is_certain(api, telegram):
    api.fail_next("sendMessage", fault="slow", delay_s=0.0)
    api.fail_next("sendMessage", status=429, retry_after=2)
    with pytest.raises(SendError) as caught:
        await telegram.send(outgoing(text="a" * 5_000))
    assert (caught.value.uncertain, caught.value.retry_after_s, len(api.accepted)) == (True, 2.0, 1)


async def test_a_document_goes_out_with_its_text_under_it(api, telegram):
    await telegram.send(
        outgoing(
            text="Ini daftarnya.",
            document=b"%PDF-1",
            document_name="daftar.pdf",
            document_mime="application/pdf",
        )
    )
    ((method, fields),) = requests(api)
    upload = fields.pop("document") if not isinstance(fields["document"], str) else None
    upload = upload or fields.pop(fields.pop("document").removeprefix("attach://"))
    assert (method, fields) == ("sendDocument", {"chat_id": "7", "caption": "Ini daftarnya."})
    assert (upload.name, upload.mime, upload.content) == ("daftar.pdf", "application/pdf", b"%PDF-1")


async def test_a_text_too_long_for_a_caption_comes_before_its_document(api, telegram):
    await telegram.send(outgoing(text="a" * 1025, document=b"%PDF-1", document_name="a.pdf", buttons=YES_NO))
    sizes = [(message.method, len(message.text)) for message in api.accepted]
    assert sizes == [("sendMessage", 1025), ("sendDocument", 0)]
    assert api.accepted[1].labels == ("Ya", "Tidak")


async def test_a_picture_is_a_photo_and_where_it_cannot_be_one_a_file(api, telegram):
    await telegram.send(outgoing(document=PNG, document_name="kartu.png", document_mime="image/png"))
    await telegram.send(
        outgoing(document=b"no picture", document_name="kartu.png", document_mime="image/png")
    )
    await telegram.send(
        outgoing(document=b"<svg/>", document_name="kartu.svg", document_mime="image/svg+xml")
    )
    assert [message.method for message in api.accepted] == ["sendPhoto", "sendDocument", "sendDocument"]


async def test_a_voice_note_can_be_listened_to_in_the_chat_and_where_it_may_not_it_is_a_file(api, telegram):
    await telegram.send(outgoing(document=b"OggS-1", document_name="suara.ogg", document_mime="audio/ogg"))
    await telegram.send(outgoing(document=b"no voice", document_name="suara.ogg", document_mime="audio/ogg"))
    assert [message.method for message in api.accepted] == ["sendVoice", "sendDocument"]


async def test_an_answered_question_under_a_document_shows_its_answer_in_the_caption(api, telegram):
    sent = await telegram.send(
        outgoing(text="Benar?", document=b"%PDF-1", document_name="a.pdf", buttons=YES_NO)
    )
    await telegram.send(outgoing(edits=(Edit(message_ref=sent.message_ref, text="Benar? Ya"),)))
    shown = api.message(CHAT, int(sent.message_ref))
    assert (shown.text, shown.labels()) == ("Benar? Ya", [])


async def test_her_number_is_asked_for_by_a_button_of_its_own(api, channel):
    telegram = channel(contact_label="Kirim nomor")
    later = (Button(label="Nanti", payload="n"),)
    await telegram.send(outgoing(text="Nomor Ibu?", ask_contact=True, buttons=later))
    ((_, fields),) = requests(api)
    rows = fields["reply_markup"]["keyboard"]
    assert rows == [[{"text": "Kirim nomor", "request_contact": True}], [{"text": "Nanti"}]]


async def test_in_a_group_nobody_is_asked_for_her_number(api, telegram):
    await telegram.send(outgoing(chat="-41", text="Nomor?", ask_contact=True))
    assert "reply_markup" not in requests(api)[0][1]


async def test_a_group_is_left_after_the_last_word(api, telegram):
    await telegram.send(outgoing(chat="-41", text="Saya pamit.", leave=True))
    assert [method for method, _ in requests(api)] == ["sendMessage", "leaveChat"]
    assert api.world.room(-41).state == "left"


async def test_a_group_where_the_bot_may_not_write_is_left_without_a_word(api, telegram):
    api.fail_next(
        "sendMessage", status=400, description="Bad Request: not enough rights to send text messages"
    )
    await telegram.send(outgoing(chat="-41", text="Saya pamit.", leave=True))
    assert api.world.room(-41).state == "left"
    await telegram.send(outgoing(chat="-41", text="Saya pamit.", leave=True))  # put out already: done


async def test_a_farewell_that_was_said_makes_a_failed_leaving_uncertain(api, telegram):
    api.fail_next("leaveChat", status=429, retry_after=1)
    with pytest.raises(SendError) as caught:
        await telegram.send(outgoing(chat="-41", text="Saya pamit.", leave=True))
    assert caught.value.uncertain


FAULTS: list[tuple[dict[str, Any], bool, bool, bool, float | None, bool]] = [
    # what happens, is it taken, retryable, uncertain, retry_after_s, unreachable
    ({"status": 400}, False, False, False, None, False),
    ({"status": 403}, False, False, False, None, True),
    ({"status": 400, "description": "Bad Request: chat not found"}, False, False, False, None, True),
    ({"status": 429, "retry_after": 3}, False, True, False, 3.0, False),
    ({"status": 429}, False, True, False, 5.0, False),
    ({"status": 429, "html": True}, False, True, False, 5.0, False),
    ({"status": 500}, False, True, True, None, False),
    ({"status": 502, "html": True}, False, True, True, None, False),
    ({"fault": "reset_before_accept"}, False, True, True, None, False),
    ({"fault": "reset_after_accept"}, True, True, True, None, False),
    ({"fault": "half_response"}, True, True, True, None, False),
    ({"fault": "garbage"}, True, True, True, None, False),
    ({"fault": "garbage", "body": b'{"ok":true,"result":{"message_id":"?"}}'}, True, True, True, None, False),
    ({"fault": "garbage", "body": b'{"ok":true,"result":[]}'}, True, True, True, None, False),
]


@pytest.mark.parametrize("fault, taken, retryable, uncertain, wait_s, unreachable", FAULTS)
async def test_each_failure_of_a_new_message_has_its_flags(
    api, telegram, fault, taken, retryable, uncertain, wait_s, unreachable
):
    api.fail_next("sendMessage", **fault)
    with pytest.raises(SendError) as caught:
        await telegram.send(outgoing(text="Halo"))
    error = caught.value
    assert (error.retryable, error.uncertain, error.retry_after_s) == (retryable, uncertain, wait_s)
    assert (error.unreachable, error.whole_channel) == (unreachable, wait_s is not None)
    assert len(api.accepted) == taken
    assert (error.__cause__, error.__context__) == (None, None)
    assert (await telegram.send(outgoing(text="Lagi"))).message_ref


@pytest.mark.parametrize("fault, taken", [("hang", False), ("hang_after_accept", True)])
async def test_an_answer_that_never_comes_leaves_the_message_uncertain(api, channel, fault, taken):
    telegram = channel(timeouts=Timeouts(read_s=0.1))
    api.fail_next("sendMessage", fault=fault)
    with pytest.raises(SendError) as caught:
        await telegram.send(outgoing(text="Halo"))
    assert (caught.value.retryable, caught.value.uncertain) == (True, True)
    assert len(api.accepted) == taken


async def test_a_request_that_drips_on_ends_after_the_whole_time(api, channel):
    telegram = channel(timeouts=Timeouts(whole_s=0.1))
    api.fail_next("sendMessage", fault="hang")
    with pytest.raises(SendError) as caught:
        await telegram.send(outgoing(text="Halo"))
    assert caught.value.uncertain


async def test_a_refused_connection_is_surely_no_message(api, telegram):
    await api.stop()
    with pytest.raises(SendError) as caught:
        await telegram.send(outgoing(text="Halo"))
    assert (caught.value.retryable, caught.value.uncertain) == (True, False)
    await api.start()
    assert (await telegram.send(outgoing(text="Halo"))).message_ref


@pytest.mark.parametrize(
    "method, fields",
    [
        ("answerCallbackQuery", {"tap_ref": "tap9"}),
        ("editMessageText", {"edits": (Edit(message_ref="5", text="x"),)}),
        ("deleteMessage", {"deletes": ("5",)}),
    ],
)
async def test_before_the_new_message_every_failure_is_certain(api, telegram, method, fields):
    api.fail_next(method, fault="reset_after_accept")
    with pytest.raises(SendError) as caught:
        await telegram.send(outgoing(text="Halo", **fields))
    assert (caught.value.retryable, caught.value.uncertain) == (True, False)
    assert api.accepted == []


async def test_a_group_that_became_a_supergroup_says_where_it_lives_now(api, telegram):
    api.upgrades(-41, -1000000000041)
    with pytest.raises(SendError) as caught:
        await telegram.send(outgoing(chat="-41", text="Halo"))
    assert (caught.value.moved_to, caught.value.unreachable) == ("-1000000000041", False)


async def test_a_refused_token_stops_the_channel_and_throws_nothing_away(api, channel):
    telegram = channel(token="1:wrong")
    with pytest.raises(SendError) as caught:
        await telegram.send(outgoing(text="Halo"))
    assert (caught.value.retryable, caught.value.whole_channel, caught.value.uncertain) == (True, True, False)
    assert caught.value.loggable.startswith("fatal")


async def test_a_text_with_half_a_pair_is_sent_all_the_same(api, telegram):
    await telegram.send(outgoing(text="a\ud83d\x00b"))
    assert api.accepted[0].text == "a\ufffdb"


async def test_typing_never_fails(api, telegram):
    await telegram.typing("7")
    for fault in ({"status": 500}, {"status": 429}, {"fault": "reset_before_accept"}, {"fault": "garbage"}):
        api.fail_next("sendChatAction", **fault)
        await telegram.typing("7")
    await telegram.typing("no chat")
    assert requests(api)[0] == ("sendChatAction", {"chat_id": "7", "action": "typing"})


async def test_a_file_she_sent_is_fetched_within_the_limit(api, telegram):
    file_id = api.sends_file(CHAT, "voice", b"ogg" * 100)
    media = Media(file_ref=file_id, size_bytes=300)
    assert await telegram.fetch(media, 300) == b"ogg" * 100
    for known in (media, Media(file_ref=file_id)):  # also where its size was not said before
        with pytest.raises(SendError) as caught:
            await telegram.fetch(known, 299)
        assert not caught.value.retryable


async def test_a_file_that_is_gone_is_given_up_and_one_that_fails_is_tried_again(api, telegram):
    file_id = api.sends_file(CHAT, "voice", b"ogg")
    for method, status, retryable in [
        ("download", 404, False),
        ("download", 502, True),
        ("getFile", 400, False),
    ]:
        api.fail_next(method, status=status)
        with pytest.raises(SendError) as caught:
            await telegram.fetch(Media(file_ref=file_id), 1_000)
        assert (caught.value.retryable, caught.value.whole_channel) == (retryable, False)


METHODS = ("sendMessage", "answerCallbackQuery", "editMessageText", "sendChatAction", "getFile", "download")


async def test_neither_token_nor_text_is_ever_logged_or_raised(api, channel, caplog):
    caplog.set_level(logging.DEBUG)
    secret, said = api.token.partition(":")[2], "Pesan Ibu Demo"
    telegram = channel(timeouts=Timeouts(read_s=0.1, setup_s=0.1))
    file_id = api.sends_file(CHAT, "voice", b"ogg")
    seen = [repr(telegram), repr(vars(telegram)), repr(vars(telegram._sending))]
    echo: dict[str, Any] = {"status": 400, "description": f'Bad Request: {secret} in "{said}"'}
    for fault in [*(fault for fault, *_ in FAULTS), {"fault": "hang"}, echo]:
        for method in METHODS:
            api.fail_next(method, **fault)
        for attempt in (
            telegram.send(outgoing(text=said)),
            telegram.send(outgoing(tap_ref="1", edits=(Edit(message_ref="1", text=said),))),
            telegram.fetch(Media(file_ref=file_id), 1_000),
            telegram.typing("7"),
        ):
            try:
                await attempt
            except SendError as error:
                seen += [repr(error), error.loggable, "".join(traceback.format_exception(error))]
        api.faults.scripted.clear()
    everything = "\n".join([*seen, caplog.text, *(record.getMessage() for record in caplog.records)]).lower()
    assert len(seen) > 30
    assert secret.lower() not in everything
    assert said.lower() not in everything


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_under_faults_of_every_kind_a_verdict_is_never_wrong(api, channel, seed):
    """Said to be sent: taken once. Said to be certain: not taken. Only the uncertain may be either."""
    telegram = channel(timeouts=Timeouts(read_s=0.05))
    slow = Fault(kind="slow", delay_s=0.01)
    rates = {Fault(kind=kind): 0.05 for kind in KINDS if kind != "slow"}
    rates |= {slow: 0.1, Fault(status=429): 0.1, Fault(status=403): 0.05, Fault(status=502, html=True): 0.05}
    api.fail_at_random(seed, rates, ("sendMessage",))
    verdicts: dict[str, SendError | None] = {}
    for number in range(100):
        text = f"pesan {number}"
        try:
            await telegram.send(outgoing(text=text))
            verdicts[text] = None
        except SendError as error:
            verdicts[text] = error
    taken = Counter(message.text for message in api.accepted)
    for text, verdict in verdicts.items():
        if verdict is None:
            assert taken[text] == 1
        elif not verdict.uncertain:
            assert taken[text] == 0
        else:
            assert taken[text] <= 1
    kinds = {fault.kind for _, fault in api.faults.met}
    assert len(kinds) == len(KINDS)
    assert any(verdict and verdict.uncertain and taken[text] for text, verdict in verdicts.items())


def deleted_at_once(api) -> list[list[int]]:
    return [json.loads(fields["message_ids"]) for fields in api.calls_of("deleteMessages")]


async def test_a_chat_is_cleared_a_hundred_messages_at_a_time(api, telegram):
    for number in range(130):
        api.world.add_message(CHAT, mine=bool(number % 2), text="rahasia")
    refs = [str(number) for number in range(1, 131)]
    await telegram.delete(str(CHAT), [*refs, refs[0], "", "not a number"])
    assert [len(each) for each in deleted_at_once(api)] == [100, 30]
    assert api.world.room(CHAT).messages == {}
    await telegram.delete(str(CHAT), refs)  # what is gone is gone


async def test_one_message_that_is_too_old_keeps_no_other_on_the_screen(api, telegram):
    for _number in range(3):
        api.world.add_message(CHAT, mine=True, text="rahasia")
    api.world.room(CHAT).messages[2].date -= 49 * 3600
    await telegram.delete(str(CHAT), ["1", "2", "3"])
    assert [*api.world.room(CHAT).messages] == [2]


async def test_nothing_to_delete_is_no_request(api, telegram):
    await telegram.delete(str(CHAT), [])
    assert api.calls_of("deleteMessages") == []


async def test_a_deletion_that_must_wait_is_never_uncertain(api, telegram):
    api.world.add_message(CHAT, mine=True, text="rahasia")
    api.fail_next("deleteMessages", status=429, retry_after=3)
    with pytest.raises(SendError) as stopped:
        await telegram.delete(str(CHAT), ["1"])
    assert (stopped.value.retry_after_s, stopped.value.whole_channel, stopped.value.uncertain) == (
        3,
        True,
        False,
    )
    api.fail_next("deleteMessages", fault="reset_after_accept")
    with pytest.raises(SendError) as lost:
        await telegram.delete(str(CHAT), ["1"])
    assert (lost.value.retryable, lost.value.uncertain) == (True, False)


async def test_a_file_that_went_before_goes_again_by_its_name_in_the_form_in_which_it_was_taken(
    api, telegram
):
    files = ((PNG, "image/png"), (b"OggS-1", "audio/ogg"), (b"%PDF-1", "application/pdf"))
    for content, mime in files:
        first = await telegram.send(outgoing(document=content, document_name="isi", document_mime=mime))
        form = first.file_ref.partition(":")[0]
        again = await telegram.send(outgoing(text="Ini ya.", document_ref=first.file_ref, document_mime=mime))
        assert again.message_ref != first.message_ref
        assert api.calls[-1].method == f"send{form.capitalize()}"
        assert api.calls[-1].fields[form] == first.file_ref.partition(":")[2]
        assert api.accepted[-1].text == "Ini ya."


async def test_a_name_that_is_not_known_any_more_is_refused_and_the_message_certainly_not_taken(
    api, telegram
):
    with pytest.raises(SendError) as refused:
        await telegram.send(outgoing(text="Ini ya.", document_ref="photo:gone", document_mime="image/png"))
    assert (refused.value.retryable, refused.value.uncertain, refused.value.unreachable) == (
        False,
        False,
        False,
    )
    assert api.accepted == []

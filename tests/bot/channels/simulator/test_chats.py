"""The platform's memory: numbers that only grow, what is owed, and the same after a restart."""

from dataclasses import replace
from pathlib import Path

from bot.channels.simulator.chats import Chats
from bot.channels.simulator.limits import JOURNAL_SLACK_LINES, MESSAGES_PER_PHONE_MAX, REFS_KEPT
from bot.channels.simulator.records import Event, Message, Phone

PHONE = Phone(name="siti", title="Siti", number="+620000000001")


def chats(folder: Path, now_ms: int = 1000) -> Chats:
    return Chats(folder, lambda: now_ms)


def written(store: Chats, text: str = "halo", ref: str = "") -> Message:
    message = Message(id=store.next_id(), phone="siti", mine=True, at_ms=1, text=text, ref=ref)
    store.put(message)
    return message


def test_phones_messages_and_debts_survive_a_restart(tmp_path: Path) -> None:
    before = chats(tmp_path)
    before.put(PHONE)
    message = written(before, ref="r1")
    before.put(Event(id=message.id, phone="siti", ref="r1", body={"id": message.id}))
    after = chats(tmp_path)
    assert after.mark == before.mark
    assert after.list_phones() == [PHONE]
    assert after.list_messages("siti") == [message]
    assert [event.id for event in after.list_owed("siti")] == [message.id]
    assert after.find_sent("siti", "r1") == message.id
    assert after.next_id() == message.id + 1


def test_a_delivered_event_is_owed_no_more(tmp_path: Path) -> None:
    store = chats(tmp_path)
    event = Event(id=store.next_id(), phone="siti")
    store.put(event)
    store.put(replace(event, delivered=True))
    assert store.list_owed("siti") == []
    assert chats(tmp_path).list_owed("siti") == []


def test_a_new_folder_uses_no_number_of_an_older_one(tmp_path: Path) -> None:
    older = written(chats(tmp_path / "first", now_ms=5000))
    newer = written(chats(tmp_path / "second", now_ms=90_000))
    assert newer.id > older.id
    assert chats(tmp_path / "first").mark != chats(tmp_path / "second").mark


def test_the_last_version_of_a_message_counts(tmp_path: Path) -> None:
    store = chats(tmp_path)
    message = written(store)
    store.put(replace(message, text="lain", edited=True))
    assert [found.text for found in chats(tmp_path).list_messages("siti")] == ["lain"]


def test_old_messages_leave_a_full_phone_with_their_files(tmp_path: Path) -> None:
    store = chats(tmp_path)
    first = written(store)
    for _ in range(MESSAGES_PER_PHONE_MAX):
        written(store)
    assert len(store.list_messages("siti")) == MESSAGES_PER_PHONE_MAX
    assert store.find_message("siti", str(first.id)) is None


def test_the_file_is_written_anew_when_most_of_it_is_old(tmp_path: Path) -> None:
    store = chats(tmp_path)
    message = written(store)
    for turn in range(JOURNAL_SLACK_LINES + 10):
        store.put(replace(message, text=str(turn)))
    chats(tmp_path)
    assert len((tmp_path / "phones.jsonl").read_bytes().splitlines()) == 2
    assert chats(tmp_path).list_messages("siti")[0].text == str(JOURNAL_SLACK_LINES + 9)


def test_the_oldest_marks_are_forgotten_first(tmp_path: Path) -> None:
    store = chats(tmp_path)
    for turn in range(REFS_KEPT + 1):
        store.put(Event(id=store.next_id(), phone="siti", ref=f"r{turn}", delivered=True))
    assert store.find_sent("siti", "r0") is None
    assert store.find_sent("siti", "r1") is not None


def test_a_reference_that_is_no_number_finds_nothing(tmp_path: Path) -> None:
    store = chats(tmp_path)
    message = written(store)
    assert store.find_message("siti", str(message.id)) == message
    assert [store.find_message("siti", ref) for ref in ("", "x", "-1", "²", "9" * 30)] == [None] * 5

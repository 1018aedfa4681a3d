"""One picture for many goes up once: the first alone, the others by its name, and up again when the name is refused."""

from bot.channels.base import SendError
from bot.uploads import ALONE_S, LOST_MAX, UPLOADS_MAX, Upload, Uploads
from db.outbox import Queued

WITH_PAPER = b'{"chat":"1","recipe":"announcement/picture.jpg"}'
WITHOUT = b'{"chat":"1","recipe":""}'


def row(number: int, notice: int = 7, body: bytes = WITH_PAPER, tries: int = 0) -> Queued:
    return Queued(
        id=number,
        account_id=number,
        person_id=number,
        channel="c",
        kind="broadcast",
        lane=4,
        due_ms=0,
        body=body,
        notice_id=notice,
        tries=tries,
    )


def test_the_others_wait_for_the_first_and_follow_by_its_name() -> None:
    uploads = Uploads()
    assert not uploads.waits(row(1), 0)
    uploads.take(row(1), 0)
    assert uploads.waits(row(2), 1)
    assert not uploads.waits(row(1), 1)
    uploads.sent(row(1), "photo:x", "image/jpeg")
    uploads.end(row(1))
    assert not uploads.waits(row(2), 1)
    assert uploads.find(row(2)) == Upload("photo:x", "image/jpeg")


def test_when_the_first_came_to_nothing_the_next_one_tries() -> None:
    uploads = Uploads()
    uploads.take(row(1), 0)
    uploads.end(row(1))
    assert not uploads.waits(row(2), 0)


def test_a_first_one_that_hangs_is_not_waited_for_for_ever() -> None:
    uploads = Uploads()
    uploads.take(row(1), 0)
    assert uploads.waits(row(2), ALONE_S - 1)
    assert not uploads.waits(row(2), ALONE_S)
    uploads.take(row(2), ALONE_S)
    uploads.end(row(1))
    assert uploads.waits(row(3), ALONE_S + 1)


def test_what_carries_no_file_and_what_is_no_announcement_waits_for_nobody() -> None:
    uploads = Uploads()
    uploads.take(row(1, body=WITHOUT), 0)
    assert not uploads.waits(row(2, body=WITHOUT), 0)
    uploads.take(row(1, notice=0), 0)
    assert not uploads.waits(row(2, notice=0), 0)
    uploads.sent(row(1, notice=0), "photo:x", "image/jpeg")
    assert uploads.find(row(2, notice=0)) is None


def test_another_announcement_waits_for_its_own_first() -> None:
    uploads = Uploads()
    uploads.take(row(1, notice=7), 0)
    assert not uploads.waits(row(2, notice=8), 0)


def test_where_the_channel_gives_no_names_each_carries_its_own_and_none_waits() -> None:
    uploads = Uploads()
    uploads.take(row(1), 0)
    uploads.sent(row(1), "", "image/jpeg")
    uploads.end(row(1))
    uploads.take(row(2), 1)
    assert not uploads.waits(row(3), 1)
    assert uploads.find(row(3)) == Upload("", "image/jpeg")


def test_a_name_that_is_refused_is_forgotten_and_not_asked_for_ever() -> None:
    uploads = Uploads()
    uploads.sent(row(1), "photo:x", "image/jpeg")
    refused = SendError("400 wrong file identifier")
    assert uploads.is_lost(row(2), refused)
    assert uploads.find(row(2)) is None
    assert not uploads.is_lost(row(2, tries=LOST_MAX), refused)


def test_what_says_nothing_of_the_file_leaves_its_name_alone() -> None:
    uploads = Uploads()
    uploads.sent(row(1), "photo:x", "image/jpeg")
    for error in (
        SendError("403", unreachable=True),
        SendError("no answer", uncertain=True),
        SendError("429", retryable=True, retry_after_s=3),
        SendError("closed", window_closed=True),
        SendError("moved", moved_to="9"),
    ):
        assert not uploads.is_lost(row(2), error)
    assert uploads.find(row(2)) is not None


def test_what_is_remembered_has_a_limit() -> None:
    uploads = Uploads()
    for notice in range(1, UPLOADS_MAX + 3):
        uploads.sent(row(1, notice=notice), "photo:x", "image/jpeg")
    assert uploads.find(row(2, notice=1)) is None
    assert uploads.find(row(2, notice=UPLOADS_MAX + 2)) is not None

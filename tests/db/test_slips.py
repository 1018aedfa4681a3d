"""What members were told of a meeting, and what they said of it; silence is counted as silence."""

from db import slips
from db.unit import Unit
from domain.disputes import Slip
from tests.ledger_world import LILIS, NENENG, SITI, TODAY, Book, mentari

__all__ = ["mentari"]


async def put(book: Book, meeting: int, *numbers: int) -> None:
    async def job(unit: Unit) -> None:
        slips.put(unit, book.id, meeting, numbers)

    await book.desk.run(job)


async def say(book: Book, meeting: int, member: int, said: Slip) -> None:
    async def job(unit: Unit) -> None:
        slips.answer(unit, book.id, meeting, member, said)

    await book.desk.run(job)


async def counts(book: Book, meeting: int) -> dict[Slip, int]:
    return await book.desk.run(lambda unit: slips.count_answers(unit, book.id, meeting))


async def test_silence_is_no_yes(mentari: Book) -> None:
    await mentari.meeting(1, TODAY)
    assert not await mentari.desk.run(lambda unit: slips.was_told(unit, mentari.id, 1))
    await put(mentari, 1, LILIS, NENENG, SITI)
    await say(mentari, 1, SITI, Slip.RIGHT)
    await say(mentari, 1, NENENG, Slip.DIFFERENT)
    assert await counts(mentari, 1) == {Slip.UNANSWERED: 1, Slip.RIGHT: 1, Slip.DIFFERENT: 1}
    assert await mentari.desk.run(lambda unit: slips.was_told(unit, mentari.id, 1))


async def test_a_newer_message_about_the_same_meeting_waits_for_a_new_answer(mentari: Book) -> None:
    await mentari.meeting(1, TODAY)
    await put(mentari, 1, SITI)
    await say(mentari, 1, SITI, Slip.RIGHT)
    await put(mentari, 1, SITI)
    assert (await counts(mentari, 1))[Slip.UNANSWERED] == 1


async def test_the_newest_message_of_a_member_is_found(mentari: Book) -> None:
    await mentari.meeting(1, TODAY, "closed")
    await mentari.meeting(2, TODAY)
    assert await mentari.desk.run(lambda unit: slips.find_latest(unit, mentari.id, SITI)) is None
    await put(mentari, 1, SITI)
    mentari.desk.now_ms += 1
    await put(mentari, 2, SITI)
    found = await mentari.desk.run(lambda unit: slips.find_latest(unit, mentari.id, SITI))
    assert found is not None
    assert (found.meeting, found.answer) == (2, Slip.UNANSWERED)


async def test_only_the_witness_answers_for_those_who_heard_it_read_and_only_once(mentari: Book) -> None:
    await mentari.meeting(1, TODAY)

    async def read_out(unit: Unit) -> None:
        slips.put_read_aloud(unit, mentari.id, 1, [SITI, 4], 5)

    async def answer(unit: Unit, witness: int) -> list[int]:
        return await slips.answer_as_witness(unit, mentari.id, 1, witness, Slip.RIGHT)

    await mentari.desk.run(read_out)
    assert await mentari.desk.run(lambda unit: answer(unit, NENENG)) == []
    assert await mentari.desk.run(lambda unit: answer(unit, 5)) == [SITI, 4]
    assert await mentari.desk.run(lambda unit: answer(unit, 5)) == []
    assert (await counts(mentari, 1))[Slip.RIGHT] == 2

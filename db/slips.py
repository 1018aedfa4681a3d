"""What each member was told of a meeting, and what she answered. No row: she was not told, or has no phone.

Silence stays "unanswered": nobody's silence counts as a yes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from db.unit import Unit
from domain.disputes import Slip


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """One meeting's message to one member, and her answer."""

    group_id: int
    meeting: int
    member: int
    answer: Slip
    told_ms: int


def matter_of(group_id: int, meeting: int) -> str:
    """The matter of the buttons under a meeting's messages; it closes when newer ones are sent."""
    return f"slip:{group_id}:{meeting}"


async def was_told(unit: Unit, group_id: int, meeting: int) -> bool:
    """Whether this meeting's messages were sent before: then the new ones say that they are."""
    row = await unit.fetch_one(
        "SELECT member FROM slips WHERE group_id = $1 AND meeting = $2 LIMIT 1", group_id, meeting
    )
    return row is not None


def put(unit: Unit, group_id: int, meeting: int, numbers: Sequence[int]) -> None:
    """These members are told now; whatever they answered before was about older figures."""
    unit.write_many(
        "INSERT INTO slips (group_id, meeting, member, answer, told_ms) VALUES ($1, $2, $3, 'unanswered', $4)"
        " ON CONFLICT (group_id, meeting, member)"
        " DO UPDATE SET answer = 'unanswered', told_ms = $4, answered_ms = 0",
        [(group_id, meeting, number, unit.now_ms) for number in numbers],
    )


def put_read_aloud(unit: Unit, group_id: int, meeting: int, numbers: Sequence[int], witness: int) -> None:
    """These women without a phone heard it; the witness, who heard it too, has not said yet whether it was right."""
    unit.write_many(
        "INSERT INTO slips (group_id, meeting, member, answer, told_ms, witness)"
        " VALUES ($1, $2, $3, 'unanswered', $4, $5)"
        " ON CONFLICT (group_id, meeting, member)"
        " DO UPDATE SET answer = 'unanswered', told_ms = $4, answered_ms = 0, witness = $5",
        [(group_id, meeting, number, unit.now_ms, witness) for number in numbers],
    )


async def answer_as_witness(unit: Unit, group_id: int, meeting: int, witness: int, said: Slip) -> list[int]:
    """What the witness says of all she heard, once; the members it is about, none if she was not the witness."""
    rows = await unit.fetch(
        "UPDATE slips SET answer = $4, answered_ms = $5 WHERE group_id = $1 AND meeting = $2 AND witness = $3"
        " AND answer = 'unanswered' RETURNING member",
        group_id,
        meeting,
        witness,
        said.value,
        unit.now_ms,
    )
    return sorted(row["member"] for row in rows)


async def find_latest(unit: Unit, group_id: int, member: int) -> Told | None:
    """The newest message about a meeting that this member got."""
    row = await unit.fetch_one(
        "SELECT meeting, answer, told_ms FROM slips WHERE group_id = $1 AND member = $2"
        " ORDER BY told_ms DESC, meeting DESC LIMIT 1",
        group_id,
        member,
    )
    if row is None:
        return None
    return Told(
        group_id=group_id,
        meeting=row["meeting"],
        member=member,
        answer=Slip(row["answer"]),
        told_ms=row["told_ms"],
    )


def answer(unit: Unit, group_id: int, meeting: int, member: int, said: Slip) -> None:
    """She has said whether it is right; she may say otherwise later."""
    unit.write(
        "UPDATE slips SET answer = $4, answered_ms = $5 WHERE group_id = $1 AND meeting = $2 AND member = $3",
        group_id,
        meeting,
        member,
        said.value,
        unit.now_ms,
    )


async def count_answers(unit: Unit, group_id: int, meeting: int) -> dict[Slip, int]:
    """How many have said what of this meeting; those who are silent stand under UNANSWERED."""
    rows = await unit.fetch(
        "SELECT answer, count(*) AS n FROM slips WHERE group_id = $1 AND meeting = $2 GROUP BY answer",
        group_id,
        meeting,
    )
    found = {Slip(row["answer"]): int(row["n"]) for row in rows}
    return {each: found.get(each, 0) for each in Slip}

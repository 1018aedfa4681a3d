"""What was held after a restore goes when a person says so, and is counted."""

from pathlib import Path

from db import outbox
from db.outbox import Queued
from db.unit import Unit
from tests.bot.shell import Program, Shell


async def test_held_messages_are_released_and_counted(shell: Shell, running: Program) -> None:
    async with running() as desk:
        actor = await desk.person("Siti")

        async def hold(unit: Unit) -> None:
            for _message in range(3):
                row = Queued(
                    id=unit.new_id(),
                    account_id=actor.account_id,
                    person_id=actor.person_id,
                    channel="simulator",
                    kind="answer",
                    lane=1,
                    due_ms=unit.now_ms,
                    body=b"{}",
                    made_ms=unit.now_ms,
                )
                outbox.add(unit, row, state="held")

        async def states(unit: Unit) -> dict[str, int]:
            return await outbox.count_states(unit)

        await desk.run(hold)
        released = await shell("outbox", "release")
        again = await shell("outbox", "release")

        assert {name: n for name, n in (await desk.run(states)).items() if n} == {"queued": 3}
    assert released[0] == 0
    assert released[1].startswith("3 messages were released")
    assert again[:2] == (0, "Nothing is held.\n")


async def test_releasing_makes_no_database(shell: Shell, tmp_path: Path) -> None:
    code, text, errors = await shell("outbox", "release")

    assert (code, text) == (2, "")
    assert "no database" in errors
    assert not list(tmp_path.glob("*.db"))

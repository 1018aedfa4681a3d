"""`check` says what the law gives a time for: a breach that is late, an erasure that is not finished."""

from db import erasure
from db.unit import Unit
from tests.bot.operator.test_breach import ADD, code_of
from tests.bot.shell import Program, Shell, of_check


async def test_a_breach_is_a_note_while_there_is_time_and_a_fault_when_it_is_over(
    shell: Shell, running: Program
) -> None:
    async with running() as desk:
        await desk.person("Siti (demo)")
        code = code_of((await shell(*ADD, "--found", "2026-02-03 14:30"))[1])
        late = await shell("check", "--json")

        async def just_found(unit: Unit) -> None:
            unit.write("UPDATE breaches SET found_ms = $1", unit.now_ms)

        await desk.run(just_found)
        in_time = await shell("check", "--json")

    assert code
    assert late[0] == 1
    assert of_check(late[1], "duties")["fault"]
    assert "breach list" in of_check(late[1], "duties")["remedy"]
    assert in_time[0] == 0
    counts = of_check(in_time[1], "duties")["counts"]
    assert (counts["erasures"], counts["late"], counts["open"]) == (0, 0, 1)


async def test_an_erasure_whose_keys_are_still_there_after_a_while_is_a_fault(
    shell: Shell, running: Program
) -> None:
    async with running() as desk:
        siti = await desk.person("Siti (demo)")
        desk.now_ms -= 3_600_000  # and no program has run since
        await desk.run(lambda unit: erasure.erase_person(unit, siti.person_id))
        code, text, _errors = await shell("check", "--json")

    assert code == 1
    assert of_check(text, "duties")["counts"]["erasures"] == 1

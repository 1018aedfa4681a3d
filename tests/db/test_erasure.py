"""An erased woman: nothing of hers opens here, in an old copy or with every key that is left; others lose nothing."""

import sqlite3
from datetime import date
from pathlib import Path

from bot.erased_list import list_erased
from conversation.text import _
from db import (
    approvals,
    contact_wishes,
    disputes,
    erasure,
    inspection,
    ledger,
    members,
    outbox,
    people,
    profiles,
    signing,
    talks,
)
from db.inbox import DAY_MS
from db.ledger_check import verify_group
from db.outbox import Queued
from db.talks import Talk
from db.unit import Unit
from db.vault import person as owner_of
from domain.accounts import Account, SavingKind
from domain.contact_wishes import ContactWishes, Named
from domain.disputes import Difference, What
from domain.ledger import saving
from tests.db.desk import Desk, open_desk
from tests.db.forgetting import keeper, rows, wrote
from tests.db.officers_world import open_group
from tests.db.test_canaries import write_everything

TODAY = date(2026, 2, 3)


async def erase(desk: Desk, person_id: int) -> list[str]:
    return await desk.run(lambda unit: erasure.erase_person(unit, person_id))


async def opened(desk: Desk) -> int:
    """How many sealed values open with all keys that are left."""
    found = await inspection.open_sealed(desk.storage.engine, desk.storage.vault, everything=True)
    return inspection.totals(found)["opened"]


async def write_all(desk: Desk) -> int:
    """Every sealed column with something of hers in it, all handled; who she is."""
    await write_everything(desk)
    await wrote(desk, "+6281-KENARI", "her address stands in this one")

    async def job(unit: Unit) -> None:
        unit.write("UPDATE inbox SET state = 'done'")

    await desk.run(job)
    return int((await rows(desk, "SELECT person_id FROM accounts"))[0]["person_id"])


async def state_of(desk: Desk) -> list[str]:
    return [row["state"] for row in await rows(desk, "SELECT state FROM erasures")]


async def test_nothing_of_hers_opens_any_more_and_the_audit_stays(desk: Desk, tmp_path: Path) -> None:
    siti = await write_all(desk)
    (before,) = await rows(desk, "SELECT address_hash FROM accounts")
    audit = len(await rows(desk, "SELECT id FROM audit"))
    assert await opened(desk) >= 8

    await erase(desk, siti)
    await keeper(desk, tmp_path).run()
    desk.now_ms += 2 * DAY_MS
    await keeper(desk, tmp_path).run()

    desk.storage.vault._open.clear()  # only what the store still holds counts
    assert await opened(desk) == 0
    assert len(await rows(desk, "SELECT id FROM audit")) > audit
    assert await rows(desk, "SELECT id FROM talks") == []
    (account,) = await rows(desk, "SELECT address_hash, reachable FROM accounts")
    assert bytes(account["address_hash"]) != bytes(before["address_hash"])
    assert account["reachable"] == 0
    assert await state_of(desk) == ["done"]


async def test_an_old_copy_opens_nothing_once_her_keys_and_her_days_keys_are_gone(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        siti = await write_all(desk)
        copy = tmp_path / "old"
        copy.mkdir()
        old = sqlite3.connect(copy / "teman.db")
        with old, sqlite3.connect(tmp_path / "teman.db") as now:
            now.backup(old)
        old.close()
        now.close()
        await erase(desk, siti)
        await keeper(desk, tmp_path).run()
        desk.now_ms += 2 * DAY_MS
        await keeper(desk, tmp_path).run()
    (copy / "keys.db").write_bytes((tmp_path / "keys.db").read_bytes())

    async with open_desk(copy) as desk:
        assert [row["id"] for row in await rows(desk, "SELECT id FROM persons")] == [siti]
        assert await opened(desk) == 0


async def test_keys_are_destroyed_by_the_clock_although_the_caller_crashed(
    desk: Desk, tmp_path: Path
) -> None:
    siti = await desk.person("111")

    (hers, safety, notes) = await erase(desk, siti.person_id)  # and the program ends here

    assert await desk.storage.vault._store.find([hers]) != {}
    await keeper(desk, tmp_path).run()
    assert await desk.storage.vault._store.find([hers, safety, notes]) == {}
    assert list_erased(tmp_path / "erased.txt") == [siti.person_id]


async def test_erasing_twice_is_the_same_as_once(desk: Desk, tmp_path: Path) -> None:
    siti = await desk.person("111")

    assert await erase(desk, siti.person_id) == await erase(desk, siti.person_id)
    await keeper(desk, tmp_path).run()
    assert owner_of(siti.person_id) in await erase(desk, siti.person_id)
    assert list_erased(tmp_path / "erased.txt") == [siti.person_id]


async def test_what_her_own_turn_still_wrote_is_taken_away_before_her_keys_go(
    desk: Desk, tmp_path: Path
) -> None:
    siti = await desk.person("111")

    async def job(unit: Unit) -> None:
        await erasure.erase_person(unit, siti.person_id)
        queued = Queued(
            id=unit.new_id(),
            account_id=siti.account_id,
            person_id=siti.person_id,
            channel="simulator",
            kind="answer",
            lane=1,
            due_ms=unit.now_ms,
            body=b"goodbye",
            made_ms=unit.now_ms,
        )
        outbox.add(unit, queued, state="sending")
        talk = Talk(
            id=unit.new_id(),
            account_id=siti.account_id,
            person_id=siti.person_id,
            name="data",
            entries=[],
            updated_ms=unit.now_ms,
        )
        talks.save(unit, talk, "open")

    await desk.run(job)
    await keeper(desk, tmp_path).run()

    assert [(row["state"], row["body"]) for row in await rows(desk, "SELECT state, body FROM outbox")] == [
        ("dropped", None)
    ]
    assert await rows(desk, "SELECT id FROM talks") == []


async def test_the_others_on_a_shared_phone_keep_it(desk: Desk, tmp_path: Path) -> None:
    siti, yuyun = await desk.person("111"), await desk.person("222")

    async def share(unit: Unit) -> None:
        for who in (siti, yuyun):
            unit.write(
                "INSERT INTO profiles (id, account_id, person_id, door_hash, pin, asked, made_ms)"
                " VALUES ($1, $2, $3, $4, $4, '', 0)",
                unit.new_id(),
                siti.account_id,
                who.person_id,
                str(who.person_id).encode(),
            )
        unit.write("UPDATE accounts SET profiles = 2 WHERE id = $1", siti.account_id)

    await desk.run(share)
    await erase(desk, siti.person_id)
    await keeper(desk, tmp_path).run()

    (account,) = await rows(
        desk,
        "SELECT id AS account_id, owner_id, person_id, profiles, address FROM accounts WHERE id = $1",
        siti.account_id,
    )
    assert account["profiles"] == 1
    assert account["owner_id"] == account["person_id"] not in (siti.person_id, yuyun.person_id)

    async def read(unit: Unit) -> tuple[str, int | None]:
        await unit.vault.have([owner_of(account["owner_id"])])
        return people.open_address(unit, account), await profiles.find_of(
            unit, siti.account_id, yuyun.person_id
        )

    address, profile = await desk.run(read)
    assert address == "111"
    assert profile is not None


async def test_records_that_she_has_said_are_hers_go_too(desk: Desk) -> None:
    siti, again = await desk.person("111"), await desk.person("222")

    async def same(unit: Unit) -> None:
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", again.person_id, siti.person_id)

    await desk.run(same)
    owners = await erase(desk, again.person_id)

    assert {owner_of(siti.person_id), owner_of(again.person_id)} <= set(owners)
    erased = await rows(desk, "SELECT id FROM persons WHERE erased_ms > 0")
    assert {row["id"] for row in erased} == {siti.person_id, again.person_id}


async def test_what_she_has_said_about_contact_goes_too(desk: Desk) -> None:
    siti = await desk.person("111")
    wishes = ContactWishes(from_min=480, to_min=660, is_open=False, named=Named.NOBODY)
    await desk.run(lambda unit: contact_wishes.keep(unit, siti.person_id, wishes))
    await erase(desk, siti.person_id)
    left = await desk.run(lambda unit: contact_wishes.find(unit, siti.person_id))
    assert left == ContactWishes(may_write=False)


async def test_in_a_groups_book_her_number_stays_and_nothing_waits_for_her_any_more(desk: Desk) -> None:
    group = await open_group(desk)
    tati = group.actors["Tati"].person_id

    async def happens(unit: Unit) -> None:
        draft = saving(day=TODAY, by=1, member=3, kind=SavingKind.WAJIB, amount=10_000, note="kenari")
        await ledger.post(unit, group.id, draft, key="demo/1")
        await disputes.add(unit, group.id, 3, Difference(what=What.OTHER, words="kenari"))
        await approvals.propose(
            unit, group.id, by=1, kind="correction", subject=1, words=_("Tati"), body={"entry": 1}, about=3
        )
        await keeps_number(unit)

    await group.run("Lilis", happens)
    await group.run("Tati", keeps_number)
    owners = await erase(desk, tati)
    await desk.storage.vault.destroy(owners)

    async def look(unit: Unit) -> None:
        assert await disputes.count_open(unit, group.id) == 0
        assert (await disputes.next_due(unit, 0)) is None
        assert await approvals.list_waiting(unit, group.id) == []
        assert not await signing.has_one(unit, tati)
        assert await signing.has_one(unit, group.actors["Lilis"].person_id)
        member = await members.get_member(unit, group.id, 3)
        assert (member.name, member.has_phone, member.target) == ("No. 3", False, 0)
        assert (await ledger.member_balances(unit, group.id, 3))[Account.WAJIB] == 10_000
        assert (await verify_group(unit, group.id)).fault is None
        assert [each.difference.words for each in await disputes.list_all_of(unit, group.id, 3)] == [""]

    await desk.run(look)


async def keeps_number(unit: Unit) -> None:
    signing.keep(unit, signing.prepare(unit, "804172"), from_ms=0)

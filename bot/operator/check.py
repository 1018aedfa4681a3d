"""`python -m bot check`: is anything broken or forgotten? Reads only, beside the running program, without its lock.

A fault is what a person has to mend or look at now; what is merely worth knowing is a note. Exit 1 if there is a fault.
"""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from bot.criteria_files import load_areas, load_loan_classes, load_sets
from bot.ledger_heads import ledger_heads_file
from bot.media import files_folder
from bot.operator.announcements import check_announcements
from bot.operator.contact import check_contact
from bot.operator.finding import Check, age
from bot.operator.ledger import check_ledger
from bot.operator.loans import check_loans
from bot.operator.message_costs import check_message_costs
from bot.operator.opening import CRITERIA, engine_beside, in_words, is_missing, real_now_ms
from bot.operator.overdue import check_calls, check_files, check_screens
from bot.operator.training import check_training
from bot.operator.years import check_years
from bot.sealing_audit import heads_file, read_published
from bot.settings import Settings
from db import audit_chain, inspection, meta
from db.engine import Engine, StorageUnavailable
from db.inspection import Tally
from db.keys import KeyStore
from db.migrations import for_engine
from db.vault import INDEX_OWNER, SealBroken, UnknownKeyRing, Vault
from domain.criteria import CriteriaError

# An event is handled within a second; after this long nobody is handling events.
WAITING_MAX_MS = 5 * 60_000

# A message goes out within a second of its moment, a held channel within its pause; after this long nothing sends.
OVERDUE_MAX_MS = 30 * 60_000

# The clock seals a row within two or three minutes.
UNSEALED_MAX_MS = 30 * 60_000

# What went wrong within this time is a fault, so that somebody looks; afterwards it is a note, so that `check` goes
# quiet again: these rows stay for ever.
FRESH_MS = 24 * 3_600_000

RESTORE = "stop the program, keep a copy of the files, and restore the last backup"


def parse(arguments: Sequence[str]) -> Namespace:
    """What was asked for. Raises SystemExit after telling what is wrong."""
    parser = ArgumentParser(prog="python -m bot check", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object, for programs")
    parser.add_argument(
        "--all", action="store_true", help="open every sealed row, not only the newest of each column"
    )
    parser.add_argument(
        "--heads",
        type=Path,
        help="the copy of audit-heads.jsonl that is kept elsewhere, instead of the one here",
    )
    parser.add_argument(
        "--ledger-heads",
        type=Path,
        help="the copy of ledger-heads.jsonl that is kept elsewhere, instead of the one here",
    )
    return parser.parse_args(list(arguments))


async def check(asked: Namespace, settings: Settings, stdout: TextIO) -> int:
    """Look at everything and tell; 1 if there is a fault."""
    checks = [_criteria(), *await _records(settings, asked)]
    faults = sum(each.fault for each in checks)
    if asked.json:
        stdout.write(json.dumps({"ok": not faults, "checks": [asdict(each) for each in checks]}) + "\n")
    else:
        last = "no faults" if not faults else "1 fault" if faults == 1 else f"{faults} faults"
        stdout.write("".join(f"{each.in_words()}\n" for each in checks) + f"{last}\n")
    return 1 if faults else 0


def _criteria() -> Check:
    try:
        sets, areas = load_sets(CRITERIA), load_areas(CRITERIA)
        load_loan_classes(CRITERIA)
    except CriteriaError as error:
        return Check(
            name="criteria",
            text=f"criteria files are broken: {'; '.join(map(str, error.faults))}",
            fault=True,
            remedy="Mend them: the program does not start like this",
            counts={"faults": len(error.faults)},
        )
    return Check(
        name="criteria",
        text=f"{len(sets)} criteria sets and {len(areas)} areas are valid",
        counts={"sets": len(sets), "areas": len(areas)},
    )


async def _records(settings: Settings, asked: Namespace) -> list[Check]:
    if is_missing(settings.database_url):
        return [
            Check(
                name="database",
                text=f"there is no database at {in_words(settings.database_url)}",
                fault=True,
                remedy="Look at DATABASE_URL and DATA_DIR, or start the program: it makes one",
            )
        ]
    engine = engine_beside(settings.database_url)
    try:
        await engine.connect()
        return await _looked_at(engine, settings, asked)
    except Exception as fault:  # whatever a damaged file makes the engine raise is what we are looking for
        return [_unreadable(fault)]
    finally:
        await engine.rollback()
        await engine.close()


def _unreadable(fault: Exception) -> Check:
    """Away, locked or damaged; a message of our own says which, another's may hold what nobody should read."""
    why = str(fault) if isinstance(fault, StorageUnavailable) else type(fault).__name__
    return Check(
        name="database",
        text=f"the database cannot be read ({why})",
        fault=True,
        remedy=f"Look at the disk and at DATABASE_URL. If the file is damaged: {RESTORE}",
    )


async def _looked_at(engine: Engine, settings: Settings, asked: Namespace) -> list[Check]:
    await inspection.begin(engine)
    schema = await _schema(engine)
    if schema.fault:
        return [schema]
    found = [schema]
    beside = (check_calls, check_screens, check_loans, check_years, check_training, check_contact)
    for look in (
        _structure,
        _audit,
        _inbox,
        _outbox,
        _duties,
        *beside,
        check_announcements,
        check_message_costs,
    ):
        found.append(await look(engine))
    found.append(await check_files(engine, files_folder(settings.data_dir, demo=settings.demo)))
    return found + await _secrets(engine, settings, asked)


async def _schema(engine: Engine) -> Check:
    version, known = await meta.schema_version(engine), len(for_engine(engine.name))
    older = "Start the program once: it brings the database up to date"
    newer = "The database was written by a newer program: install that one"
    return Check(
        name="schema",
        text=f"the database has schema {version}, this program {known}",
        fault=version != known,
        remedy="" if version == known else older if version < known else newer,
        counts={"version": version, "known": known},
    )


async def _structure(engine: Engine) -> Check:
    damaged, dangling = await inspection.count_structure_faults(engine)
    if not damaged and not dangling:
        return Check(name="structure", text="the database is whole", counts={"damaged": 0, "dangling": 0})
    return Check(
        name="structure",
        text=f"the database is damaged: {damaged} broken pages or indexes, {dangling} rows that point nowhere",
        fault=True,
        remedy=RESTORE.capitalize(),
        counts={"damaged": damaged, "dangling": dangling},
    )


async def _audit(engine: Engine) -> Check:
    missing = await inspection.list_missing_triggers(engine)
    if not missing:
        return Check(name="audit", text="the audit can only grow", counts={"missing_triggers": 0})
    return Check(
        name="audit",
        text=f"audit rows could be changed or deleted; missing: {', '.join(missing)}",
        fault=True,
        remedy="Somebody changed the schema by hand: find out who and why, and restore the last backup",
        counts={"missing_triggers": len(missing)},
    )


async def _inbox(engine: Engine) -> Check:
    now_ms = real_now_ms()
    found = await inspection.tally_inbox(engine)
    new, bad = found.get("new", Tally()), [found.get(state, Tally()) for state in ("failed", "quarantined")]
    counts = {"new": new.count, "failed": bad[0].count, "quarantined": bad[1].count}
    counts["oldest_new_s"] = (now_ms - new.oldest_ms) // 1000 if new.count else 0
    text = f"events: {new.count} wait, {bad[0].count} failed, {bad[1].count} in quarantine"
    if new.count and now_ms - new.oldest_ms > WAITING_MAX_MS:
        return Check(
            name="inbox",
            text=f"{text}; the oldest has waited for {age(now_ms - new.oldest_ms)}",
            fault=True,
            remedy="Is the program running? Its log says what holds it up",
            counts=counts,
        )
    newest_ms = max(each.newest_ms for each in bad)
    if any(each.count for each in bad):
        return Check(
            name="inbox",
            text=f"{text}; the last of them came {age(now_ms - newest_ms)} ago",
            fault=now_ms - newest_ms < FRESH_MS,
            remedy="Look for their inbox numbers in the log; what was failed had an apology and is not tried again",
            counts=counts,
        )
    return Check(name="inbox", text=text, counts=counts)


async def _outbox(engine: Engine) -> Check:
    now_ms = real_now_ms()
    found = await inspection.tally_outbox(engine)
    counts = {state: tally.count for state, tally in sorted(found.items())}
    text = "messages: " + (", ".join(f"{count} {state}" for state, count in counts.items()) or "none waits")
    due = [found[state].oldest_ms for state in ("queued", "retry", "sending") if state in found]
    if due and now_ms - min(due) > OVERDUE_MAX_MS:
        return Check(
            name="outbox",
            text=f"{text}; one should have gone {age(now_ms - min(due))} ago",
            fault=True,
            remedy="Is the program running, and does its channel answer? The log says why sending fails",
            counts=counts,
        )
    if counts.get("held"):
        remedy = "Held after a restore: look what they are, then `python -m bot outbox release`"
        return Check(name="outbox", text=text, remedy=remedy, counts=counts)
    return Check(name="outbox", text=text, counts=counts)


# What the law (UU 27/2022 PDP, art. 43-46) gives a time for, the worst first: which count, what is said of it,
# and what is to be done.
DUTIES = (
    (
        "erasures",
        "{count} erasures are not finished: their keys are still there",
        "The running program finishes them within a minute: is it running? Its log says what holds it up",
    ),
    (
        "late",
        "{count} breaches are older than 3x24 hours and somebody has not been told",
        "See who: python -m bot breach list",
    ),
    (
        "unanswered",
        "{count} requests about data are older than 72 hours and nobody has answered",
        "The office's supervisor or admin answers them in the chat: PERMINTAAN DATA",
    ),
)


async def _duties(engine: Engine) -> Check:
    now_ms = real_now_ms()
    found = await inspection.tally_duties(engine, now_ms, now_ms - OVERDUE_MAX_MS)
    counts = asdict(found)
    for name, text, remedy in DUTIES:
        if counts[name]:
            return Check(
                name="duties",
                text=text.format(count=counts[name]),
                fault=True,
                remedy=remedy,
                counts=counts,
            )
    remedy = "Until when: python -m bot breach list" if found.open else ""
    return Check(
        name="duties", text=f"breaches open: {found.open}; no erasure waits", remedy=remedy, counts=counts
    )


async def _secrets(engine: Engine, settings: Settings, asked: Namespace) -> list[Check]:
    if is_missing(settings.keys_url):
        return [_no_keys(f"there is no key store at {in_words(settings.keys_url)}")]
    if not await _has_index_key(settings):
        return [_no_keys("the key store is empty")]
    vault = Vault(KeyStore(engine_beside(settings.keys_url)), settings.ring)
    try:
        await vault.start()
        return [
            await _keys(engine, vault),
            await _sealed(engine, vault, everything=asked.all),
            await _chain(engine, vault, asked.heads or heads_file(settings.data_dir, demo=settings.demo)),
            await check_ledger(
                engine,
                vault,
                asked.ledger_heads or ledger_heads_file(settings.data_dir, demo=settings.demo),
                everything=asked.all,
            ),
        ]
    except (UnknownKeyRing, SealBroken):
        return [
            _no_keys(
                "the key store does not open with SECRET_KEYS", "Put the older keys back into SECRET_KEYS"
            )
        ]
    finally:
        await vault.stop()


async def _has_index_key(settings: Settings) -> bool:
    """The vault would make the key that every store has; a check changes nothing."""
    store = KeyStore(engine_beside(settings.keys_url))
    try:
        await store.start()
        return bool(await store.find([INDEX_OWNER]))
    finally:
        await store.stop()


def _no_keys(
    text: str, remedy: str = "Look at KEYS_URL and DATA_DIR, or restore the key store from its own backup"
) -> Check:
    return Check(
        name="keys",
        text=f"{text}; nothing sealed can be read",
        fault=True,
        remedy=remedy,
    )


async def _keys(engine: Engine, vault: Vault) -> Check:
    keys = await inspection.check_keys(engine, vault)
    counts = asdict(keys)
    if not keys.missing and not keys.locked:
        return Check(
            name="keys", text=f"all {keys.persons} persons have a data key that opens", counts=counts
        )
    lost = "Restore the key store from its own backup, at most 72 hours old" if keys.missing else ""
    locked = "Put the older keys back into SECRET_KEYS, behind the first" if keys.locked else ""
    return Check(
        name="keys",
        text=f"of {keys.persons} persons, {keys.missing} have no data key and {keys.locked} have one that stays shut",
        fault=True,
        remedy=". ".join(filter(None, (lost, locked))),
        counts=counts,
    )


async def _sealed(engine: Engine, vault: Vault, *, everything: bool) -> Check:
    found = await inspection.open_sealed(engine, vault, everything=everything)
    counts = dict(inspection.totals(found))
    broken = [each.place for each in found if each.broken]
    if not broken:
        which = "all sealed rows" if everything else "the newest sealed rows"
        return Check(name="sealed", text=f"{which} open: {counts['opened']}", counts=counts)
    return Check(
        name="sealed",
        text=f"{counts['broken']} sealed rows do not open, in {', '.join(broken)}",
        fault=True,
        remedy="They were changed or moved by hand; restore the last backup beside and compare",
        counts=counts,
    )


async def _chain(engine: Engine, vault: Vault, file: Path) -> Check:
    """The whole chain of the audit, against its rows and against the heads in the file."""
    published, unreadable = read_published(file)
    found = await audit_chain.verify(engine, audit_chain.chain_key(vault), published)
    counts = {"blocks": found.blocks, "rows": found.rows, "open": found.open, "heads": len(published)}
    fault = found.fault
    if fault is not None:
        which = f"row {fault.row_id} " if fault.row_id else ""
        return Check(
            name="chain",
            text=f"the audit is broken: {which}{fault.what} (block {fault.seq})",
            fault=True,
            remedy=f"Everything before it is whole. Keep a copy of the files and of {file.name} as proof, find out who"
            " wrote in the database, and compare with the last backup",
            counts={**counts, "row": fault.row_id, "block": fault.seq},
        )
    if unreadable:
        return Check(
            name="chain",
            text=f"{unreadable} lines of {file.name} are no heads",
            fault=True,
            remedy="Somebody changed the file by hand: compare it with the copy you keep elsewhere and with the log",
            counts={**counts, "unreadable": unreadable},
        )
    text = f"the audit is whole: {found.rows} rows in {found.blocks} blocks, {len(published)} heads published"
    waited_ms = real_now_ms() - found.oldest_open_ms
    if found.open and waited_ms > UNSEALED_MAX_MS:
        return Check(
            name="chain",
            text=f"{text}; {found.open} rows are not sealed yet, the oldest for {age(waited_ms)}",
            remedy="The running program seals them within minutes: is it running?",
            counts=counts,
        )
    return Check(name="chain", text=text, counts=counts)

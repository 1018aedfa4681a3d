"""Which workers are told that somebody waits, and which pings are merged (by `may_ping` in domain/requests.py).

A ping tells nothing of her: not her name, not what she asked for. When a worker was last told and last looked is kept
in `meta`, one name each, so that any process knows it.
"""

from collections.abc import Sequence

from conversation.text import Text, _, n_
from db.lists import marks, padded
from db.people import list_role_holders
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.requests import may_ping
from domain.roles import Role

# An office with more workers than this has its own way of sharing work; a turn touches at most 500 rows.
PINGED_MAX = 50

NEW = _("Ada permintaan baru di antrean.")  # staff
WANTS_PERSON = _("Ada warga yang minta dihubungi petugas.")  # staff


def matter_of(request_id: int) -> str:
    """The matter of all buttons that lead a worker to this request."""
    return f"request:{request_id}"


async def ping(unit: Unit, *, organisation_id: int, request_id: int, person_id: int, urgent: bool) -> None:
    """Tell the office's workers that this request waits: at once if urgent, else merged. Never herself."""
    workers = [each for each in await list_on_duty(unit, organisation_id) if each != person_id]
    times = await _list_times(unit, workers)
    button = PushButton(label=_("Lihat"), talk="permintaan", args=(request_id,))
    for worker in workers:
        pinged_ms, looked_ms = times[worker]
        if urgent or may_ping(unit.now_ms, pinged_ms=pinged_ms, looked_ms=looked_ms):
            _tell(unit, worker, WANTS_PERSON if urgent else NEW, button, matter_of(request_id), urgent=urgent)


async def list_on_duty(unit: Unit, organisation_id: int) -> list[int]:
    """The workers of the office; its supervisors where it has none."""
    workers = await list_role_holders(unit, organisation_id, (Role.WORKER,))
    return (workers or await list_role_holders(unit, organisation_id, (Role.SUPERVISOR,)))[:PINGED_MAX]


def note_look(unit: Unit, worker_id: int) -> None:
    """She has opened the queue or a request: what comes from now on is news again."""
    _store(unit, f"queue_looked:{worker_id}")


async def remind(unit: Unit) -> int:
    """Tell workers of what came after their last ping and was merged into it; how many were told.

    For the clock: without it, the last woman of a meeting would wait until the next one asks for something.
    """
    rows = await unit.fetch(
        "SELECT organisation_id, count(*) AS n, max(changed_ms) AS newest_ms FROM requests"
        " WHERE state IN ('menunggu', 'diperiksa') AND seen_ms IS NULL AND NOT (kind = 'screening' AND wants_person = 0"
        " AND person_id IN (SELECT id FROM persons WHERE paused_ms > 0)) GROUP BY organisation_id"
    )
    told = 0
    for row in rows:
        workers = await list_on_duty(unit, row["organisation_id"])
        times = await _list_times(unit, workers)
        for worker in workers:
            pinged_ms, looked_ms = times[worker]
            is_news = row["newest_ms"] > max(pinged_ms, looked_ms)
            if is_news and may_ping(unit.now_ms, pinged_ms=pinged_ms, looked_ms=looked_ms):
                text = n_("{n} permintaan belum dibuka.", "{n} permintaan belum dibuka.", row["n"])  # staff
                _tell(unit, worker, text, PushButton(label=_("Antrean"), talk="antrean"), "", urgent=False)
                told += 1
    return told


def _tell(unit: Unit, worker: int, text: Text, button: PushButton, matter: str, *, urgent: bool) -> None:
    unit.tell(worker, text, MessageClass.RELAY.value, buttons=(button,), matter=matter, urgent=urgent)
    _store(unit, f"queue_pinged:{worker}")


def _store(unit: Unit, name: str) -> None:
    unit.write(
        "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2",
        name,
        str(unit.now_ms),
    )


async def _list_times(unit: Unit, workers: Sequence[int]) -> dict[int, tuple[int, int]]:
    """When each was last told and last looked; 0 for never."""
    if not workers:
        return {}
    names = [f"queue_{what}:{worker}" for worker in workers for what in ("pinged", "looked")]
    wanted = padded(names)
    rows = await unit.fetch("SELECT name, value FROM meta WHERE name IN " + marks(len(wanted)), *wanted)
    found = {row["name"]: int(row["value"]) for row in rows}
    return {
        worker: (found.get(f"queue_pinged:{worker}", 0), found.get(f"queue_looked:{worker}", 0))
        for worker in workers
    }

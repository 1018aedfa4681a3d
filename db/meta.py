"""A few facts about the database itself: whether it is the demo, how far its clock was moved, the highest id."""

from db.engine import Engine, Fetch
from db.unit import Unit

# The demo's offices, groups and people are there; with the second name those behind its phones, too.
DEMO_SEEDED = "demo_seeded"
DEMO_READY = "demo_ready"

_HAS_VERSION = {
    "sqlite": Fetch("SELECT 1 AS one FROM sqlite_master WHERE name = 'schema_version'"),
    "postgres": Fetch("SELECT 1 AS one WHERE to_regclass('schema_version') IS NOT NULL"),
}
# Also a program of before had these.
_ANYBODY = Fetch(
    "SELECT EXISTS (SELECT 1 FROM organisations) OR EXISTS (SELECT 1 FROM groups) OR EXISTS (SELECT 1 FROM persons)"
    " AS others, EXISTS (SELECT 1 FROM meta WHERE name = $1) AS seeded",
    (DEMO_SEEDED,),
)


async def read(unit: Unit, name: str) -> str:
    """The value, "" if there is none."""
    row = await unit.fetch_one("SELECT value FROM meta WHERE name = $1", name)
    return row["value"] if row is not None else ""


def store(unit: Unit, name: str, value: str) -> None:
    """Keep the value."""
    unit.write(
        "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2",
        name,
        value,
    )


async def is_demo_ready(unit: Unit) -> bool:
    """Whether nothing of the demo has to be made any more."""
    return bool(await read(unit, DEMO_READY))


async def has_erased(unit: Unit) -> bool:
    """Whether anybody was ever erased here."""
    return await unit.fetch_one("SELECT 1 AS found FROM erasures LIMIT 1") is not None


async def highest_id(unit: Unit) -> int:
    """No id given before is above this, whatever the clock said then: every table with ids of ours is asked."""
    row = await unit.fetch_one(
        "SELECT max(id) AS id FROM (SELECT max(id) AS id FROM inbox"
        " UNION ALL SELECT max(id) FROM persons UNION ALL SELECT max(id) FROM accounts"
        " UNION ALL SELECT max(id) FROM talks UNION ALL SELECT max(id) FROM outbox"
        " UNION ALL SELECT max(id) FROM notices UNION ALL SELECT max(id) FROM organisations"
        " UNION ALL SELECT max(id) FROM groups UNION ALL SELECT max(id) FROM roles"
        " UNION ALL SELECT max(id) FROM invites UNION ALL SELECT max(id) FROM consents"
        " UNION ALL SELECT max(id) FROM requests UNION ALL SELECT max(id) FROM screenings"
        " UNION ALL SELECT max(id) FROM decisions UNION ALL SELECT max(id) FROM audit"
        " UNION ALL SELECT max(id) FROM profiles UNION ALL SELECT max(id) FROM link_codes"
        " UNION ALL SELECT max(id) FROM duplicates UNION ALL SELECT max(id) FROM removals"
        " UNION ALL SELECT max(id) FROM data_requests UNION ALL SELECT max(id) FROM erasures"
        " UNION ALL SELECT max(id) FROM breaches UNION ALL SELECT max(id) FROM duty"
        " UNION ALL SELECT max(id) FROM duty_leave UNION ALL SELECT max(id) FROM calls"
        " UNION ALL SELECT max(id) FROM safety_notes UNION ALL SELECT max(id) FROM files"
        " UNION ALL SELECT max(id) FROM number_codes UNION ALL SELECT max(id) FROM joinings"
        " UNION ALL SELECT max(id) FROM group_codes UNION ALL SELECT max(id) FROM group_rules"
        " UNION ALL SELECT max(id) FROM payouts UNION ALL SELECT max(id) FROM approvals"
        " UNION ALL SELECT max(id) FROM disputes UNION ALL SELECT max(id) FROM sheets"
        " UNION ALL SELECT max(id) FROM group_chats UNION ALL SELECT max(id) FROM group_decisions"
        " UNION ALL SELECT max(id) FROM courses UNION ALL SELECT max(id) FROM course_sessions"
        " UNION ALL SELECT max(id) FROM course_sheets"
        " UNION ALL SELECT max(id) FROM course_materials UNION ALL SELECT max(id) FROM skills"
        " UNION ALL SELECT max(id) FROM board_posts UNION ALL SELECT max(id) FROM board_links"
        " UNION ALL SELECT max(id) FROM moods UNION ALL SELECT max(id) FROM course_tasks"
        " UNION ALL SELECT max(id) FROM certificates UNION ALL SELECT max(id) FROM matters"
        " UNION ALL SELECT max(id) FROM matter_messages UNION ALL SELECT max(id) FROM matter_notes"
        " UNION ALL SELECT max(id) FROM matter_steps UNION ALL SELECT max(id) FROM matter_moves"
        " UNION ALL SELECT max(id) FROM matter_looks UNION ALL SELECT max(id) FROM canned_answers"
        " UNION ALL SELECT max(id) FROM partners UNION ALL SELECT max(id) FROM announcements) AS highest"
    )
    return (row["id"] or 0) if row is not None else 0


async def schema_version(engine: Engine) -> int:
    """The schema's number, 0 for an empty database."""
    if not (await engine.perform([_HAS_VERSION[engine.name]]))[0]:
        return 0
    rows = (await engine.perform([Fetch("SELECT max(number) AS number FROM schema_version")]))[0]
    return rows[0]["number"] or 0


async def is_no_demo(engine: Engine) -> bool:
    """Whether somebody's records are here, and the demo was never begun in them."""
    if not await schema_version(engine):
        return False
    ((found,),) = await engine.perform([_ANYBODY])
    return bool(found["others"]) and not found["seeded"]

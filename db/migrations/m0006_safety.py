"""The safety store with its list of readers, the duty roster, and calls for help with their rings.

What is sealed here is sealed under a key of its own a person (db/safety.py), never under the key of her other data.
"""

_REF = "REFERENCES {} DEFERRABLE INITIALLY DEFERRED"


def _ref(table: str) -> str:
    return _REF.format(f"{table}(id)")


STATEMENTS: tuple[str, ...] = (
    f"""CREATE TABLE safety_access (
        organisation_id BIGINT NOT NULL {_ref("organisations")},
        person_id BIGINT NOT NULL {_ref("persons")},
        named_by BIGINT NOT NULL,
        since_ms BIGINT NOT NULL,
        PRIMARY KEY (organisation_id, person_id))""",
    f"""CREATE TABLE duty (
        id BIGINT PRIMARY KEY,
        organisation_id BIGINT NOT NULL {_ref("organisations")},
        person_id BIGINT NOT NULL {_ref("persons")},
        weekday BIGINT NOT NULL CHECK (weekday BETWEEN 0 AND 6),
        from_min BIGINT NOT NULL,
        to_min BIGINT NOT NULL)""",
    "CREATE INDEX duty_organisation ON duty (organisation_id)",
    f"""CREATE TABLE duty_leave (
        id BIGINT PRIMARY KEY,
        organisation_id BIGINT NOT NULL {_ref("organisations")},
        person_id BIGINT NOT NULL {_ref("persons")},
        first_day TEXT NOT NULL,
        last_day TEXT NOT NULL)""",
    "CREATE INDEX duty_leave_organisation ON duty_leave (organisation_id)",
    f"""CREATE TABLE calls (
        id BIGINT PRIMARY KEY,
        code TEXT NOT NULL UNIQUE,
        person_id BIGINT NOT NULL {_ref("persons")},
        account_id BIGINT NOT NULL {_ref("accounts")},
        organisation_id BIGINT NOT NULL {_ref("organisations")},
        state TEXT NOT NULL CHECK (state IN ('called', 'acknowledged', 'closed')),
        made_ms BIGINT NOT NULL,
        since_ms BIGINT NOT NULL,
        rings BIGINT NOT NULL DEFAULT 0,
        next_ring_ms BIGINT NOT NULL,
        told BIGINT NOT NULL DEFAULT 0,
        quiet BIGINT NOT NULL DEFAULT 0,
        women_only BIGINT NOT NULL DEFAULT 0,
        calm BIGINT NOT NULL DEFAULT 0,
        taken_by BIGINT NOT NULL DEFAULT 0,
        taken_ms BIGINT NOT NULL DEFAULT 0,
        closed_ms BIGINT NOT NULL DEFAULT 0,
        body BLOB NOT NULL)""",
    "CREATE INDEX calls_ringing ON calls (next_ring_ms) WHERE state = 'called'",
    "CREATE INDEX calls_open ON calls (organisation_id, since_ms) WHERE state <> 'closed'",
    "CREATE UNIQUE INDEX calls_person ON calls (person_id) WHERE state <> 'closed'",
    f"""CREATE TABLE call_rings (
        call_id BIGINT NOT NULL {_ref("calls")},
        person_id BIGINT NOT NULL {_ref("persons")},
        PRIMARY KEY (call_id, person_id))""",
    "CREATE INDEX call_rings_person ON call_rings (person_id)",
    f"""CREATE TABLE ringers (
        person_id BIGINT PRIMARY KEY {_ref("persons")},
        rung_ms BIGINT NOT NULL DEFAULT 0,
        looked_ms BIGINT NOT NULL DEFAULT 0)""",
    f"""CREATE TABLE safety_notes (
        id BIGINT PRIMARY KEY,
        call_id BIGINT NOT NULL {_ref("calls")},
        person_id BIGINT NOT NULL {_ref("persons")},
        by_person BIGINT NOT NULL,
        made_ms BIGINT NOT NULL,
        body BLOB NOT NULL)""",
    "CREATE INDEX safety_notes_call ON safety_notes (call_id, id)",
    "CREATE INDEX safety_notes_person ON safety_notes (person_id)",
)

SQLITE: tuple[str, ...] = ()

POSTGRES: tuple[str, ...] = ()

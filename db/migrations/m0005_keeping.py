"""Erasure, retention, breaches."""

_PERSON = "REFERENCES persons(id) DEFERRABLE INITIALLY DEFERRED"
_OFFICE = "REFERENCES organisations(id) DEFERRABLE INITIALLY DEFERRED"

STATEMENTS: tuple[str, ...] = (
    # When everything of hers was taken away; 0 for everybody else.
    "ALTER TABLE persons ADD COLUMN erased_ms BIGINT NOT NULL DEFAULT 0",
    # traces: what her chats are called in raw events, under a key of its own. owners: whose keys are destroyed, and
    # days: of which days raw events held her words, both with commas. wiped_to: the raw event reached so far.
    f"""CREATE TABLE erasures (
        id BIGINT PRIMARY KEY,
        person_id BIGINT NOT NULL UNIQUE {_PERSON},
        state TEXT NOT NULL CHECK (state IN ('asked', 'erased', 'done', 'refused', 'taken_back')),
        asked_ms BIGINT NOT NULL,
        due_ms BIGINT NOT NULL,
        erased_ms BIGINT NOT NULL DEFAULT 0,
        owners TEXT NOT NULL DEFAULT '',
        traces BLOB,
        keys_gone_ms BIGINT NOT NULL DEFAULT 0,
        wiped_to BIGINT NOT NULL DEFAULT 0,
        wiped BIGINT NOT NULL DEFAULT 0,
        days TEXT NOT NULL DEFAULT '',
        done_ms BIGINT NOT NULL DEFAULT 0)""",
    "CREATE INDEX erasures_open ON erasures (due_ms) WHERE state IN ('asked', 'erased')",
    # A walk through a table, slice by slice: after_id is the row reached, looked_ms when the last walk ended.
    """CREATE TABLE retention_walks (
        kept TEXT PRIMARY KEY,
        after_id BIGINT NOT NULL,
        looked_ms BIGINT NOT NULL,
        forgotten BIGINT NOT NULL)""",
    "CREATE INDEX push_buttons_made ON push_buttons (made_ms)",
    "CREATE INDEX push_buttons_person ON push_buttons (person_id)",
    # details: what, when, how and what is done about it, sealed with a key of its own (db/breaches.py).
    f"""CREATE TABLE breaches (
        id BIGINT PRIMARY KEY,
        code TEXT NOT NULL UNIQUE,
        found_ms BIGINT NOT NULL,
        from_ms BIGINT NOT NULL,
        until_ms BIGINT NOT NULL,
        scope TEXT NOT NULL CHECK (scope IN ('all', 'organisation', 'reader')),
        organisation_id BIGINT {_OFFICE},
        reader_id BIGINT NOT NULL DEFAULT 0,
        details BLOB NOT NULL,
        made_ms BIGINT NOT NULL,
        listed_to BIGINT NOT NULL DEFAULT 0,
        listed_ms BIGINT NOT NULL DEFAULT 0,
        agency_ms BIGINT NOT NULL DEFAULT 0,
        send_ms BIGINT NOT NULL DEFAULT 0,
        closed_ms BIGINT NOT NULL DEFAULT 0)""",
    f"""CREATE TABLE breach_people (
        breach_id BIGINT NOT NULL REFERENCES breaches(id) DEFERRABLE INITIALLY DEFERRED,
        person_id BIGINT NOT NULL {_PERSON},
        way TEXT NOT NULL CHECK (way IN ('chat', 'in_person')),
        told_ms BIGINT NOT NULL DEFAULT 0,
        PRIMARY KEY (breach_id, person_id))""",
    "CREATE INDEX breach_people_untold ON breach_people (breach_id, person_id) WHERE told_ms = 0",
)

SQLITE: tuple[str, ...] = ()

POSTGRES: tuple[str, ...] = ()

"""Who is it? Codes that a worker hands, in person, to a woman who forgot her PIN (kept as keyed hashes only), and
how often whoever writes after a long silence may still say herself who she was (db/returning.py)."""

STATEMENTS: tuple[str, ...] = (
    # made_by: the worker who met her. no_door: she forgot her door word as well.
    """CREATE TABLE number_codes (
        id BIGINT PRIMARY KEY,
        code_hash BLOB NOT NULL UNIQUE,
        person_id BIGINT NOT NULL REFERENCES persons(id) DEFERRABLE INITIALLY DEFERRED,
        made_by BIGINT NOT NULL REFERENCES persons(id) DEFERRABLE INITIALLY DEFERRED,
        no_door BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'used', 'replaced')),
        made_ms BIGINT NOT NULL,
        expires_ms BIGINT NOT NULL)""",
    "CREATE INDEX number_codes_person ON number_codes (person_id)",
    "ALTER TABLE duplicates ADD COLUMN tries_left BIGINT NOT NULL DEFAULT 0",
)

SQLITE: tuple[str, ...] = ()

POSTGRES: tuple[str, ...] = ()

"""The chain over the audit rows (db/audit_chain.py), and files she sent (db/files.py).

A sealed stretch of the audit takes no row any more, so that none can be put in afterwards.
"""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE audit_chain (
        seq BIGINT PRIMARY KEY,
        from_id BIGINT NOT NULL,
        to_id BIGINT NOT NULL,
        count BIGINT NOT NULL,
        rows_hash BLOB NOT NULL,
        head_hash BLOB NOT NULL,
        sealed_ms BIGINT NOT NULL)""",
    """CREATE TABLE files (
        id BIGINT PRIMARY KEY,
        person_id BIGINT NOT NULL REFERENCES persons(id) DEFERRABLE INITIALLY DEFERRED,
        channel TEXT NOT NULL,
        wants TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('wanted', 'kept', 'refused', 'gone')),
        tries BIGINT NOT NULL DEFAULT 0,
        due_ms BIGINT NOT NULL,
        reference BLOB,
        name TEXT NOT NULL,
        kind TEXT NOT NULL DEFAULT '',
        bytes BIGINT NOT NULL DEFAULT 0,
        fault TEXT NOT NULL DEFAULT '',
        made_ms BIGINT NOT NULL)""",
    "CREATE INDEX files_wanted ON files (due_ms, id) WHERE state = 'wanted'",
    "CREATE INDEX files_leftover ON files (id) WHERE state IN ('refused', 'gone') AND name <> ''",
    "CREATE INDEX files_person ON files (person_id)",
)

SQLITE: tuple[str, ...] = (
    "CREATE TRIGGER audit_chain_no_update BEFORE UPDATE ON audit_chain"
    " BEGIN SELECT RAISE(ABORT, 'audit_chain is append-only'); END",
    "CREATE TRIGGER audit_chain_no_delete BEFORE DELETE ON audit_chain"
    " BEGIN SELECT RAISE(ABORT, 'audit_chain is append-only'); END",
    "CREATE TRIGGER audit_not_before_seal BEFORE INSERT ON audit"
    " WHEN NEW.id <= (SELECT to_id FROM audit_chain ORDER BY seq DESC LIMIT 1)"
    " BEGIN SELECT RAISE(ABORT, 'this part of the audit is sealed'); END",
)

POSTGRES: tuple[str, ...] = (
    "CREATE TRIGGER audit_chain_no_change BEFORE UPDATE OR DELETE ON audit_chain"
    " FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "CREATE FUNCTION refuse_sealed() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN IF NEW.id <= (SELECT to_id FROM audit_chain ORDER BY seq DESC LIMIT 1)"
    " THEN RAISE EXCEPTION 'this part of the audit is sealed'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER audit_not_before_seal BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION refuse_sealed()",
)

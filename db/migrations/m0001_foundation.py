"""The first tables: events in and out, accounts and persons, talks, organisations, roles, screening, audit.

BLOB columns are sealed (db/vault.py) unless their name ends in _hash. Foreign keys are checked at the commit, so that
the writes of many turns may be grouped by table.
"""

_REF = "REFERENCES {} DEFERRABLE INITIALLY DEFERRED"


def _ref(table: str) -> str:
    return _REF.format(f"{table}(id)")


STATEMENTS = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    # -- events in --------------------------------------------------------------------------------------------------
    """CREATE TABLE inbox (
        id BIGINT PRIMARY KEY,
        channel TEXT NOT NULL,
        key_hash BLOB NOT NULL,
        received_ms BIGINT NOT NULL,
        day BIGINT NOT NULL,
        body BLOB,
        state TEXT NOT NULL CHECK (state IN ('new', 'done', 'failed', 'quarantined')),
        tries BIGINT NOT NULL,
        fault TEXT NOT NULL DEFAULT '',
        UNIQUE (key_hash))""",
    "CREATE INDEX inbox_open ON inbox (id) WHERE state = 'new'",
    "CREATE INDEX inbox_bad ON inbox (id) WHERE state IN ('failed', 'quarantined')",
    "CREATE INDEX inbox_day ON inbox (day) WHERE body IS NOT NULL",
    # -- who --------------------------------------------------------------------------------------------------------
    """CREATE TABLE persons (
        id BIGINT PRIMARY KEY,
        created_ms BIGINT NOT NULL,
        details BLOB,
        area TEXT NOT NULL DEFAULT '',
        zone TEXT NOT NULL DEFAULT 'Asia/Jakarta',
        staff BIGINT NOT NULL DEFAULT 0,
        woman BIGINT NOT NULL DEFAULT 0,
        may_write BIGINT NOT NULL DEFAULT 1,
        safe_from_min BIGINT,
        safe_to_min BIGINT,
        demo BIGINT NOT NULL DEFAULT 0)""",
    f"""CREATE TABLE accounts (
        id BIGINT PRIMARY KEY,
        channel TEXT NOT NULL,
        address_hash BLOB NOT NULL,
        address BLOB NOT NULL,
        person_id BIGINT NOT NULL {_ref("persons")},
        phone TEXT NOT NULL DEFAULT 'unknown' CHECK (phone IN ('unknown', 'own', 'shared', 'helped')),
        language TEXT NOT NULL DEFAULT 'id',
        reachable BIGINT NOT NULL DEFAULT 1,
        created_ms BIGINT NOT NULL,
        last_in_ms BIGINT NOT NULL DEFAULT 0,
        neutral_sent_ms BIGINT NOT NULL DEFAULT 0,
        answered_nonce TEXT NOT NULL DEFAULT '',
        answered_outbox BIGINT NOT NULL DEFAULT 0,
        UNIQUE (address_hash))""",
    "CREATE INDEX accounts_person ON accounts (person_id)",
    # -- talks ------------------------------------------------------------------------------------------------------
    f"""CREATE TABLE talks (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL {_ref("accounts")},
        person_id BIGINT NOT NULL {_ref("persons")},
        name TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'parked')),
        nonce TEXT NOT NULL DEFAULT '',
        asked_outbox BIGINT NOT NULL DEFAULT 0,
        updated_ms BIGINT NOT NULL,
        body BLOB NOT NULL)""",
    "CREATE UNIQUE INDEX talks_open ON talks (account_id) WHERE state = 'open'",
    "CREATE INDEX talks_account ON talks (account_id)",
    f"""CREATE TABLE push_buttons (
        token_hash BLOB PRIMARY KEY,
        person_id BIGINT NOT NULL {_ref("persons")},
        talk TEXT NOT NULL,
        args BLOB NOT NULL,
        matter TEXT NOT NULL DEFAULT '',
        open BIGINT NOT NULL DEFAULT 1,
        made_ms BIGINT NOT NULL)""",
    "CREATE INDEX push_buttons_matter ON push_buttons (matter) WHERE matter <> ''",
    # -- messages out -----------------------------------------------------------------------------------------------
    f"""CREATE TABLE outbox (
        id BIGINT PRIMARY KEY,
        inbox_id BIGINT,
        n BIGINT NOT NULL DEFAULT 0,
        account_id BIGINT NOT NULL {_ref("accounts")},
        person_id BIGINT NOT NULL {_ref("persons")},
        channel TEXT NOT NULL,
        kind TEXT NOT NULL,
        lane BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN
            ('queued', 'sending', 'sent', 'retry', 'rejected', 'uncertain', 'held', 'pull', 'dropped')),
        due_ms BIGINT NOT NULL,
        tries BIGINT NOT NULL DEFAULT 0,
        repeats BIGINT NOT NULL DEFAULT 0,
        urgent BIGINT NOT NULL DEFAULT 0,
        pushed BIGINT NOT NULL DEFAULT 0,
        notice_id BIGINT,
        body BLOB,
        message_ref TEXT NOT NULL DEFAULT '',
        fault TEXT NOT NULL DEFAULT '',
        made_ms BIGINT NOT NULL,
        sent_ms BIGINT NOT NULL DEFAULT 0,
        UNIQUE (inbox_id, n))""",
    "CREATE INDEX outbox_due ON outbox (channel, lane, due_ms, id) WHERE state IN ('queued', 'retry')",
    "CREATE INDEX outbox_unsettled ON outbox (id) WHERE state IN ('sending', 'uncertain', 'held', 'rejected')",
    "CREATE INDEX outbox_pulled ON outbox (account_id, id) WHERE state = 'pull'",
    """CREATE TABLE notices (
        id BIGINT PRIMARY KEY,
        made_ms BIGINT NOT NULL,
        owner TEXT NOT NULL,
        body BLOB NOT NULL)""",
    # -- offices, roles ---------------------------------------------------------------------------------------------
    """CREATE TABLE organisations (
        id BIGINT PRIMARY KEY,
        name TEXT NOT NULL,
        zone TEXT NOT NULL,
        details TEXT NOT NULL,
        demo BIGINT NOT NULL DEFAULT 0)""",
    f"""CREATE TABLE organisation_areas (
        organisation_id BIGINT NOT NULL {_ref("organisations")},
        area TEXT NOT NULL,
        PRIMARY KEY (organisation_id, area))""",
    f"""CREATE TABLE organisation_sets (
        organisation_id BIGINT NOT NULL {_ref("organisations")},
        set_id TEXT NOT NULL,
        set_version TEXT NOT NULL,
        confirmed_by BIGINT,
        confirmed_ms BIGINT,
        opens TEXT NOT NULL DEFAULT '',
        closes TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (organisation_id, set_id))""",
    """CREATE TABLE groups (
        id BIGINT PRIMARY KEY,
        name TEXT NOT NULL,
        place TEXT NOT NULL,
        zone TEXT NOT NULL,
        demo BIGINT NOT NULL DEFAULT 0,
        details TEXT NOT NULL DEFAULT '{}')""",
    f"""CREATE TABLE roles (
        id BIGINT PRIMARY KEY,
        person_id BIGINT NOT NULL {_ref("persons")},
        role TEXT NOT NULL,
        organisation_id BIGINT {_ref("organisations")},
        group_id BIGINT {_ref("groups")},
        since_ms BIGINT NOT NULL,
        until_ms BIGINT)""",
    "CREATE INDEX roles_person ON roles (person_id) WHERE until_ms IS NULL",
    "CREATE INDEX roles_organisation ON roles (organisation_id, role) WHERE until_ms IS NULL",
    f"""CREATE TABLE invites (
        id BIGINT PRIMARY KEY,
        code_hash BLOB NOT NULL UNIQUE,
        role TEXT NOT NULL,
        organisation_id BIGINT {_ref("organisations")},
        group_id BIGINT {_ref("groups")},
        made_ms BIGINT NOT NULL,
        expires_ms BIGINT NOT NULL,
        used_ms BIGINT,
        used_by BIGINT)""",
    # -- consent, screening -----------------------------------------------------------------------------------------
    f"""CREATE TABLE consents (
        id BIGINT PRIMARY KEY,
        person_id BIGINT NOT NULL {_ref("persons")},
        organisation_id BIGINT {_ref("organisations")},
        purpose TEXT NOT NULL,
        version TEXT NOT NULL,
        text TEXT NOT NULL,
        answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'withdrawn')),
        manner TEXT NOT NULL CHECK (manner IN ('typed', 'spoken')),
        helper_id BIGINT,
        at_ms BIGINT NOT NULL)""",
    "CREATE INDEX consents_person ON consents (person_id, purpose, id)",
    f"""CREATE TABLE requests (
        id BIGINT PRIMARY KEY,
        code TEXT NOT NULL UNIQUE,
        person_id BIGINT NOT NULL {_ref("persons")},
        organisation_id BIGINT NOT NULL {_ref("organisations")},
        kind TEXT NOT NULL CHECK (kind IN ('screening', 'person', 'minor')),
        state TEXT NOT NULL,
        wants_person BIGINT NOT NULL DEFAULT 0,
        priority BIGINT NOT NULL DEFAULT 0,
        overall TEXT NOT NULL DEFAULT '',
        contact BLOB,
        helper_id BIGINT,
        made_ms BIGINT NOT NULL,
        changed_ms BIGINT NOT NULL,
        seen_ms BIGINT,
        seen_by BIGINT)""",
    "CREATE INDEX requests_queue ON requests (organisation_id, wants_person, made_ms) WHERE state IN"
    " ('menunggu', 'diperiksa')",
    "CREATE INDEX requests_proposed ON requests (organisation_id, changed_ms)"
    " WHERE state IN ('diusulkan', 'menunggu_anggaran')",
    "CREATE INDEX requests_person ON requests (person_id, id)",
    f"""CREATE TABLE screenings (
        id BIGINT PRIMARY KEY,
        request_id BIGINT NOT NULL {_ref("requests")},
        person_id BIGINT NOT NULL {_ref("persons")},
        set_id TEXT NOT NULL,
        set_version TEXT NOT NULL,
        overall TEXT NOT NULL,
        priority BIGINT NOT NULL,
        result BLOB NOT NULL,
        made_ms BIGINT NOT NULL)""",
    "CREATE INDEX screenings_request ON screenings (request_id)",
    f"""CREATE TABLE decisions (
        id BIGINT PRIMARY KEY,
        request_id BIGINT NOT NULL {_ref("requests")},
        person_id BIGINT NOT NULL {_ref("persons")},
        by_person BIGINT NOT NULL,
        state TEXT NOT NULL,
        detail BLOB,
        at_ms BIGINT NOT NULL)""",
    "CREATE INDEX decisions_request ON decisions (request_id, id)",
    # -- audit ------------------------------------------------------------------------------------------------------
    """CREATE TABLE audit (
        id BIGINT PRIMARY KEY,
        at_ms BIGINT NOT NULL,
        actor BIGINT NOT NULL,
        action TEXT NOT NULL,
        object TEXT NOT NULL,
        object_id BIGINT NOT NULL,
        person_id BIGINT NOT NULL,
        reason TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX audit_person ON audit (person_id, id)",
)

SQLITE = (
    "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
    "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
)

POSTGRES = (
    "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change()",
)

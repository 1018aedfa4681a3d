"""The group's books: members, rules, meetings, the ledger, and what needs a second person or an answer.

Inside a group everything is called by its number, as on paper: member 7, meeting 3, entry 42. So the ledger's chain is
the same in another database. Entries, lines, closed months and published heads are only ever added (triggers).
"""

_DEFERRED = "DEFERRABLE INITIALLY DEFERRED"
_GROUP = f"BIGINT NOT NULL REFERENCES groups(id) {_DEFERRED}"
_PERSON = f"REFERENCES persons(id) {_DEFERRED}"


def _member(column: str) -> str:
    return f"FOREIGN KEY (group_id, {column}) REFERENCES members (group_id, number) {_DEFERRED}"


def _meeting(column: str = "meeting") -> str:
    return f"FOREIGN KEY (group_id, {column}) REFERENCES meetings (group_id, number) {_DEFERRED}"


STATEMENTS: tuple[str, ...] = (
    # What its chain begins with: another group's entries never fit into it.
    "ALTER TABLE groups ADD COLUMN chain_start TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE groups ADD COLUMN state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('draft', 'active', 'ended'))",
    # Whose practice it is; 0 for a real group.
    "ALTER TABLE groups ADD COLUMN practice_of BIGINT NOT NULL DEFAULT 0",
    # The practice group in which she is for now, 0 outside of practice; one that was forgotten ends by itself.
    "ALTER TABLE accounts ADD COLUMN practice BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE accounts ADD COLUMN practice_until_ms BIGINT NOT NULL DEFAULT 0",
    # -- members ----------------------------------------------------------------------------------------------------
    # person_id: whose key seals what the book says of her. linked_id: who joined as her, with a phone.
    f"""CREATE TABLE members (
        group_id {_GROUP},
        number BIGINT NOT NULL,
        person_id BIGINT NOT NULL {_PERSON},
        linked_id BIGINT {_PERSON},
        details BLOB,
        state TEXT NOT NULL CHECK (state IN ('active', 'left')),
        joined_day TEXT NOT NULL,
        left_day TEXT NOT NULL DEFAULT '',
        target BIGINT NOT NULL DEFAULT 0,
        PRIMARY KEY (group_id, number))""",
    "CREATE INDEX members_person ON members (person_id)",
    "CREATE INDEX members_linked ON members (linked_id) WHERE linked_id IS NOT NULL",
    # Somebody with the meeting's code says who she is; two officers confirm.
    f"""CREATE TABLE joinings (
        id BIGINT PRIMARY KEY,
        group_id {_GROUP},
        person_id BIGINT NOT NULL {_PERSON},
        member BIGINT,
        details BLOB NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'agreed', 'refused', 'withdrawn')),
        first_member BIGINT,
        second_member BIGINT,
        made_ms BIGINT NOT NULL,
        settled_ms BIGINT NOT NULL DEFAULT 0)""",
    "CREATE INDEX joinings_open ON joinings (group_id) WHERE state = 'waiting'",
    f"""CREATE TABLE group_codes (
        id BIGINT PRIMARY KEY,
        group_id {_GROUP},
        code_hash BLOB NOT NULL UNIQUE,
        by_member BIGINT NOT NULL,
        made_ms BIGINT NOT NULL,
        expires_ms BIGINT NOT NULL)""",
    # A rule of the group's meeting holds from its day on, never before.
    f"""CREATE TABLE group_rules (
        id BIGINT PRIMARY KEY,
        group_id {_GROUP},
        from_day TEXT NOT NULL,
        decided_day TEXT NOT NULL,
        body TEXT NOT NULL,
        by_member BIGINT NOT NULL,
        made_ms BIGINT NOT NULL)""",
    "CREATE INDEX group_rules_day ON group_rules (group_id, from_day, id)",
    # Figures leave the group only when its meeting has decided so, for the purpose and by the day written here.
    f"""CREATE TABLE group_decisions (
        id BIGINT PRIMARY KEY,
        group_id {_GROUP},
        what TEXT NOT NULL,
        decided_day TEXT NOT NULL,
        by_member BIGINT NOT NULL,
        made_ms BIGINT NOT NULL)""",
    "CREATE INDEX group_decisions_what ON group_decisions (group_id, what, id)",
    # -- meetings ---------------------------------------------------------------------------------------------------
    # step: where the meeting is, for the next officer. reason: of a difference at the cash count.
    f"""CREATE TABLE meetings (
        group_id {_GROUP},
        number BIGINT NOT NULL,
        day TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
        step TEXT NOT NULL DEFAULT 'attendance',
        opened_by BIGINT NOT NULL,
        opened_ms BIGINT NOT NULL,
        closed_by BIGINT,
        closed_ms BIGINT NOT NULL DEFAULT 0,
        counted BIGINT,
        booked BIGINT,
        reason TEXT NOT NULL DEFAULT '',
        corrections BIGINT NOT NULL DEFAULT 0,
        reopened BIGINT NOT NULL DEFAULT 0,
        photo_id BIGINT,
        PRIMARY KEY (group_id, number))""",
    "CREATE UNIQUE INDEX meetings_open ON meetings (group_id) WHERE state = 'open'",
    f"""CREATE TABLE attendance (
        group_id {_GROUP},
        meeting BIGINT NOT NULL,
        member BIGINT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('present', 'absent', 'excused')),
        PRIMARY KEY (group_id, meeting, member),
        {_meeting()}, {_member("member")})""",
    # -- the ledger -------------------------------------------------------------------------------------------------
    # month: year * 12 + month - 1. note: sealed with its salt, whose hash stands in the chain.
    f"""CREATE TABLE ledger_entries (
        group_id {_GROUP},
        number BIGINT NOT NULL,
        kind TEXT NOT NULL,
        day TEXT NOT NULL,
        month BIGINT NOT NULL,
        meeting BIGINT,
        member BIGINT,
        reverses BIGINT,
        by_member BIGINT NOT NULL,
        second_member BIGINT,
        note BLOB,
        note_hash BLOB NOT NULL,
        made_ms BIGINT NOT NULL,
        key_hash BLOB NOT NULL,
        input_hash BLOB NOT NULL,
        previous_hash BLOB NOT NULL,
        entry_hash BLOB NOT NULL,
        PRIMARY KEY (group_id, number),
        UNIQUE (group_id, key_hash),
        {_meeting()}, {_member("member")}, {_member("by_member")}, {_member("second_member")})""",
    "CREATE UNIQUE INDEX ledger_entries_reverses ON ledger_entries (group_id, reverses) WHERE reverses IS NOT NULL",
    "CREATE INDEX ledger_entries_meeting ON ledger_entries (group_id, meeting) WHERE meeting IS NOT NULL",
    "CREATE INDEX ledger_entries_member ON ledger_entries (group_id, member, number) WHERE member IS NOT NULL",
    "CREATE INDEX ledger_entries_day ON ledger_entries (group_id, month, day, number)",
    f"""CREATE TABLE ledger_lines (
        group_id {_GROUP},
        number BIGINT NOT NULL,
        n BIGINT NOT NULL,
        month BIGINT NOT NULL,
        account TEXT NOT NULL,
        member BIGINT,
        side BIGINT NOT NULL CHECK (side IN (1, -1)),
        amount BIGINT NOT NULL CHECK (amount > 0 AND amount <= 1000000000000000),
        PRIMARY KEY (group_id, number, n),
        FOREIGN KEY (group_id, number) REFERENCES ledger_entries (group_id, number) {_DEFERRED},
        {_member("member")})""",
    "CREATE INDEX ledger_lines_account ON ledger_lines (group_id, account, member, month, side, amount)",
    f"""CREATE TABLE ledger_months (
        group_id {_GROUP},
        month BIGINT NOT NULL,
        entry BIGINT NOT NULL,
        by_member BIGINT NOT NULL,
        second_member BIGINT,
        closed_ms BIGINT NOT NULL,
        head_hash BLOB NOT NULL,
        balances_hash BLOB NOT NULL,
        PRIMARY KEY (group_id, month))""",
    # member: 0 where the account is the group's own.
    f"""CREATE TABLE ledger_closings (
        group_id {_GROUP},
        account TEXT NOT NULL,
        member BIGINT NOT NULL,
        month BIGINT NOT NULL,
        balance BIGINT NOT NULL,
        PRIMARY KEY (group_id, account, member, month))""",
    f"""CREATE TABLE ledger_heads (
        group_id {_GROUP},
        number BIGINT NOT NULL,
        meeting BIGINT,
        head_hash BLOB NOT NULL,
        check_code TEXT NOT NULL,
        published_ms BIGINT NOT NULL,
        row_hash BLOB NOT NULL,
        PRIMARY KEY (group_id, number))""",
    # -- what needs somebody else -----------------------------------------------------------------------------------
    # Money out counts when the receiver, or a witness who is no officer, has said so.
    f"""CREATE TABLE payouts (
        id BIGINT PRIMARY KEY,
        group_id {_GROUP},
        code TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('withdrawal', 'cost', 'loan')),
        account TEXT NOT NULL,
        cash TEXT NOT NULL,
        member BIGINT NOT NULL,
        witness BIGINT,
        amount BIGINT NOT NULL CHECK (amount > 0),
        day TEXT NOT NULL,
        meeting BIGINT,
        note BLOB,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'received', 'refused', 'cancelled')),
        by_member BIGINT NOT NULL,
        second_member BIGINT,
        made_ms BIGINT NOT NULL,
        settled_ms BIGINT NOT NULL DEFAULT 0,
        entry BIGINT,
        UNIQUE (group_id, code),
        {_member("member")}, {_member("witness")}, {_meeting()})""",
    "CREATE INDEX payouts_open ON payouts (group_id, id) WHERE state = 'waiting'",
    # body: what exactly is agreed to; the second person agrees to these bytes and no others.
    f"""CREATE TABLE approvals (
        id BIGINT PRIMARY KEY,
        group_id {_GROUP},
        code TEXT NOT NULL,
        kind TEXT NOT NULL,
        subject BIGINT NOT NULL,
        body BLOB NOT NULL,
        body_hash BLOB NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'agreed', 'refused', 'withdrawn')),
        by_member BIGINT NOT NULL,
        second_member BIGINT,
        made_ms BIGINT NOT NULL,
        expires_ms BIGINT NOT NULL,
        settled_ms BIGINT NOT NULL DEFAULT 0,
        UNIQUE (group_id, code))""",
    "CREATE INDEX approvals_open ON approvals (group_id, id) WHERE state = 'waiting'",
    # The number by which an officer or a witness agrees on somebody else's phone.
    f"""CREATE TABLE signing_pins (
        person_id BIGINT PRIMARY KEY {_PERSON},
        pin BLOB NOT NULL,
        asked TEXT NOT NULL,
        wrong BIGINT NOT NULL DEFAULT 0,
        until_ms BIGINT NOT NULL DEFAULT 0,
        set_ms BIGINT NOT NULL)""",
    # What a member said of what a meeting wrote about her; no row: she was not told yet. witness: who heard it read
    # aloud beside a woman without a phone.
    f"""CREATE TABLE slips (
        group_id {_GROUP},
        meeting BIGINT NOT NULL,
        member BIGINT NOT NULL,
        answer TEXT NOT NULL CHECK (answer IN ('unanswered', 'right', 'different')),
        told_ms BIGINT NOT NULL,
        answered_ms BIGINT NOT NULL DEFAULT 0,
        witness BIGINT,
        PRIMARY KEY (group_id, meeting, member),
        {_meeting()}, {_member("member")})""",
    f"""CREATE TABLE disputes (
        id BIGINT PRIMARY KEY,
        group_id {_GROUP},
        code TEXT NOT NULL,
        member BIGINT NOT NULL,
        meeting BIGINT,
        entry BIGINT,
        what BLOB NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'withdrawn', 'solved')),
        raised TEXT NOT NULL DEFAULT '' CHECK (raised IN ('', 'group_supervisor', 'companion')),
        answer_by TEXT NOT NULL,
        made_ms BIGINT NOT NULL,
        answered_ms BIGINT NOT NULL DEFAULT 0,
        next_ms BIGINT,
        settled_ms BIGINT NOT NULL DEFAULT 0,
        UNIQUE (group_id, code),
        {_member("member")}, {_meeting()})""",
    "CREATE INDEX disputes_open ON disputes (group_id, id) WHERE state = 'open'",
    "CREATE INDEX disputes_next ON disputes (next_ms) WHERE next_ms IS NOT NULL",
    # A table somebody sent, read after it was fetched: rows to look at, or what is wrong with it. Sealed by the group.
    f"""CREATE TABLE sheets (
        id BIGINT PRIMARY KEY,
        group_id {_GROUP},
        file_id BIGINT NOT NULL,
        by_member BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'read', 'broken', 'used')),
        body BLOB,
        made_ms BIGINT NOT NULL)""",
    "CREATE INDEX sheets_open ON sheets (id) WHERE state = 'waiting'",
    # What was put off to a better hour, for her who looks before.
    "CREATE INDEX outbox_postponed ON outbox (account_id, id) WHERE state = 'queued' AND pushed = 1",
    # A chat in which the group's women talk with each other, and which gets the meeting's sums. account_id: the chat's
    # own account, once the bot was put into it. by_person: the officer who asked for it.
    f"""CREATE TABLE group_chats (
        id BIGINT PRIMARY KEY,
        group_id {_GROUP},
        account_id BIGINT REFERENCES accounts(id) {_DEFERRED},
        by_person BIGINT NOT NULL {_PERSON},
        state TEXT NOT NULL CHECK (state IN ('waiting', 'linked', 'gone')),
        made_ms BIGINT NOT NULL)""",
    "CREATE INDEX group_chats_group ON group_chats (group_id) WHERE state = 'linked'",
    "CREATE INDEX group_chats_waiting ON group_chats (by_person) WHERE state = 'waiting'",
)

# What is only ever added to.
_FIXED = ("ledger_entries", "ledger_lines", "ledger_months", "ledger_closings", "ledger_heads", "group_rules")


def _refusals(table: str) -> tuple[str, str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    return (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
    )


_CLOSED = "SELECT 1 FROM ledger_months m WHERE m.group_id = NEW.group_id AND m.month >= NEW.month"

# Whoever had a role in a group before there were books is in its book, in the order in which they came.
_ENROL = (
    "INSERT INTO members (group_id, number, person_id, state, joined_day)"
    " SELECT h.group_id, row_number() OVER (PARTITION BY h.group_id ORDER BY h.oldest), h.person_id, 'active', {day}"
    " FROM (SELECT group_id, person_id, min(id) AS oldest, min(since_ms) AS since_ms FROM roles"
    " WHERE group_id IS NOT NULL AND until_ms IS NULL GROUP BY group_id, person_id) AS h"
)
# A chain of its own for each group that is there already; new ones begin with a random word.
_CHAINS = "UPDATE groups SET chain_start = 'group ' || id WHERE chain_start = ''"

SQLITE: tuple[str, ...] = (
    _ENROL.format(day="strftime('%Y-%m-%d', h.since_ms / 1000 + 25200, 'unixepoch')"),
    _CHAINS,
    *(statement for table in _FIXED for statement in _refusals(table)),
    # Closed months stay as they are, whoever writes.
    f"CREATE TRIGGER ledger_entries_month_open BEFORE INSERT ON ledger_entries WHEN EXISTS ({_CLOSED})"
    " BEGIN SELECT RAISE(ABORT, 'the month is closed'); END",
)

POSTGRES: tuple[str, ...] = (
    _ENROL.format(day="to_char(to_timestamp(h.since_ms / 1000) AT TIME ZONE 'Asia/Jakarta', 'YYYY-MM-DD')"),
    _CHAINS,
    # What was put in is looked at now, so that a later migration may change these tables in the same transaction.
    "SET CONSTRAINTS ALL IMMEDIATE",
    "SET CONSTRAINTS ALL DEFERRED",
    *(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        for table in _FIXED
    ),
    "CREATE FUNCTION refuse_closed_month() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN IF EXISTS ({_CLOSED}) THEN RAISE EXCEPTION 'the month is closed'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER ledger_entries_month_open BEFORE INSERT ON ledger_entries"
    " FOR EACH ROW EXECUTE FUNCTION refuse_closed_month()",
)

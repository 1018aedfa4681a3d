"""Loans, agreements on them, what follows a late instalment, arisan, and the end of a year.

As in m0011 everything in a group is called by its number. What a loan still owes is never stored: it is the ledger's.
Plans, their instalments and what belongs to a loan are only ever added (triggers).
"""

_DEFERRED = "DEFERRABLE INITIALLY DEFERRED"
_GROUP = f"BIGINT NOT NULL REFERENCES groups(id) {_DEFERRED}"


def _member(column: str) -> str:
    return f"FOREIGN KEY (group_id, {column}) REFERENCES members (group_id, number) {_DEFERRED}"


_LOAN = f"FOREIGN KEY (group_id, loan) REFERENCES loans (group_id, number) {_DEFERRED}"
_ENTRY = f"FOREIGN KEY (group_id, entry) REFERENCES ledger_entries (group_id, number) {_DEFERRED}"

STATEMENTS: tuple[str, ...] = (
    # asked_by: her number, or the officer's who typed for a woman without a phone. purpose, reason: sealed by her key.
    # terms: what it is made under, as JSON. entry: when the money was received.
    f"""CREATE TABLE loans (
        group_id {_GROUP},
        number BIGINT NOT NULL,
        code TEXT NOT NULL,
        member BIGINT NOT NULL,
        asked_by BIGINT NOT NULL,
        amount BIGINT NOT NULL CHECK (amount > 0),
        months BIGINT NOT NULL CHECK (months > 0),
        terms TEXT NOT NULL,
        purpose BLOB,
        reason BLOB,
        state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'refused', 'withdrawn', 'running', 'settled')),
        by_member BIGINT,
        second_member BIGINT,
        made_ms BIGINT NOT NULL,
        decided_ms BIGINT NOT NULL DEFAULT 0,
        entry BIGINT,
        settled_day TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (group_id, number),
        UNIQUE (group_id, code),
        {_member("member")}, {_member("asked_by")}, {_ENTRY})""",
    # One at a time: what a second one would cost nobody sees through.
    "CREATE UNIQUE INDEX loans_open ON loans (group_id, member) WHERE state IN ('asked', 'approved', 'running')",
    # start: the day from which its months count. after_entry: payments up to that entry belong to an earlier plan.
    f"""CREATE TABLE loan_plans (
        group_id {_GROUP},
        loan BIGINT NOT NULL,
        revision BIGINT NOT NULL,
        start_day TEXT NOT NULL,
        after_entry BIGINT NOT NULL,
        carried_fine BIGINT NOT NULL DEFAULT 0,
        by_member BIGINT NOT NULL,
        second_member BIGINT,
        made_ms BIGINT NOT NULL,
        PRIMARY KEY (group_id, loan, revision),
        {_LOAN})""",
    f"""CREATE TABLE loan_instalments (
        group_id {_GROUP},
        loan BIGINT NOT NULL,
        revision BIGINT NOT NULL,
        n BIGINT NOT NULL,
        due_day TEXT NOT NULL,
        principal BIGINT NOT NULL CHECK (principal >= 0),
        jasa BIGINT NOT NULL CHECK (jasa >= 0),
        PRIMARY KEY (group_id, loan, revision, n),
        FOREIGN KEY (group_id, loan, revision) REFERENCES loan_plans (group_id, loan, revision) {_DEFERRED})""",
    # Which entries of the book belong to which loan; a reversal belongs where the entry does that it takes back.
    f"""CREATE TABLE loan_entries (
        group_id {_GROUP},
        entry BIGINT NOT NULL,
        loan BIGINT NOT NULL,
        PRIMARY KEY (group_id, entry),
        {_LOAN}, {_ENTRY})""",
    "CREATE INDEX loan_entries_loan ON loan_entries (group_id, loan)",
    # A fine that the officers let go, and why. revision: the plan it was of; a later one has carried what was left.
    f"""CREATE TABLE loan_waivers (
        group_id {_GROUP},
        loan BIGINT NOT NULL,
        n BIGINT NOT NULL,
        revision BIGINT NOT NULL,
        amount BIGINT NOT NULL CHECK (amount > 0),
        reason BLOB,
        by_member BIGINT NOT NULL,
        second_member BIGINT,
        made_ms BIGINT NOT NULL,
        PRIMARY KEY (group_id, loan, n),
        {_LOAN})""",
    # Asked kindly about one instalment. told: how often. answer: '' until she has one. promised_day: her own day.
    # next_ms: when the clock looks at it again. dispute: the matter of "sudah bayar", which an officer answers.
    f"""CREATE TABLE loan_reminders (
        group_id {_GROUP},
        loan BIGINT NOT NULL,
        revision BIGINT NOT NULL,
        n BIGINT NOT NULL,
        told BIGINT NOT NULL DEFAULT 0,
        told_ms BIGINT NOT NULL DEFAULT 0,
        next_ms BIGINT,
        answer TEXT NOT NULL DEFAULT '' CHECK (answer IN ('', 'paid', 'other_day', 'talk')),
        answered_ms BIGINT NOT NULL DEFAULT 0,
        promised_day TEXT NOT NULL DEFAULT '',
        dispute BIGINT,
        PRIMARY KEY (group_id, loan, revision, n),
        {_LOAN})""",
    "CREATE INDEX loan_reminders_next ON loan_reminders (next_ms) WHERE next_ms IS NOT NULL",
    # Another plan that somebody has in mind: she has asked for it, or two officers have and she is asked. day, owed,
    # jasa, fine: of which day, and what it was reckoned with, so that nobody agrees to other sums. witness: who hears
    # the yes of a woman without a phone.
    f"""CREATE TABLE loan_offers (
        group_id {_GROUP},
        loan BIGINT NOT NULL,
        n BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('asked', 'offered', 'agreed', 'refused', 'withdrawn')),
        day TEXT NOT NULL,
        start_day TEXT NOT NULL,
        months BIGINT NOT NULL CHECK (months > 0),
        owed BIGINT NOT NULL,
        jasa BIGINT NOT NULL,
        fine BIGINT NOT NULL,
        asked_by BIGINT NOT NULL,
        witness BIGINT,
        by_member BIGINT,
        second_member BIGINT,
        made_ms BIGINT NOT NULL,
        settled_ms BIGINT NOT NULL DEFAULT 0,
        PRIMARY KEY (group_id, loan, n),
        {_LOAN}, {_member("asked_by")})""",
    "CREATE UNIQUE INDEX loan_offers_open ON loan_offers (group_id, loan) WHERE state IN ('asked', 'offered')",
    # Tanggung renteng: who paid for whom, seen by these two and the officers. It is between them, not in the book.
    f"""CREATE TABLE loan_helps (
        group_id {_GROUP},
        number BIGINT NOT NULL,
        loan BIGINT NOT NULL,
        entry BIGINT NOT NULL,
        helper BIGINT NOT NULL,
        amount BIGINT NOT NULL CHECK (amount > 0),
        state TEXT NOT NULL CHECK (state IN ('open', 'returned', 'forgiven')),
        made_ms BIGINT NOT NULL,
        settled_ms BIGINT NOT NULL DEFAULT 0,
        PRIMARY KEY (group_id, number),
        {_LOAN}, {_ENTRY}, {_member("helper")})""",
    # Who lives under one roof: neither decides on the other's loan. member < other.
    f"""CREATE TABLE households (
        group_id {_GROUP},
        member BIGINT NOT NULL,
        other BIGINT NOT NULL,
        PRIMARY KEY (group_id, member, other),
        CHECK (member < other),
        {_member("member")}, {_member("other")})""",
    # Arisan: a round in which everybody draws once; the draw itself is theirs.
    f"""CREATE TABLE arisan_rounds (
        group_id {_GROUP},
        number BIGINT NOT NULL,
        amount BIGINT NOT NULL CHECK (amount > 0),
        started_day TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'ended')),
        by_member BIGINT NOT NULL,
        made_ms BIGINT NOT NULL,
        PRIMARY KEY (group_id, number))""",
    "CREATE UNIQUE INDEX arisan_rounds_open ON arisan_rounds (group_id) WHERE state = 'open'",
    f"""CREATE TABLE arisan_places (
        group_id {_GROUP},
        round BIGINT NOT NULL,
        member BIGINT NOT NULL,
        drawn_day TEXT NOT NULL DEFAULT '',
        entry BIGINT,
        PRIMARY KEY (group_id, round, member),
        FOREIGN KEY (group_id, round) REFERENCES arisan_rounds (group_id, number) {_DEFERRED},
        {_member("member")}, {_ENTRY})""",
    # A day for which a group saves (lebaran, school). next_ms: when its members are told that it comes, NULL once told.
    f"""CREATE TABLE dated_savings (
        group_id {_GROUP},
        day TEXT NOT NULL,
        next_ms BIGINT,
        PRIMARY KEY (group_id, day))""",
    "CREATE INDEX dated_savings_next ON dated_savings (next_ms) WHERE next_ms IS NOT NULL",
    # The end of a year: what was shared, by which percentages, and the entries that did it. body: JSON.
    f"""CREATE TABLE year_ends (
        group_id {_GROUP},
        year BIGINT NOT NULL,
        result BIGINT NOT NULL,
        body TEXT NOT NULL,
        first_entry BIGINT,
        last_entry BIGINT,
        by_member BIGINT NOT NULL,
        second_member BIGINT,
        made_ms BIGINT NOT NULL,
        PRIMARY KEY (group_id, year))""",
    # The pengawas has looked: what she says of the year, before it is shared. entry: the last one in the book she saw.
    f"""CREATE TABLE year_looks (
        group_id {_GROUP},
        year BIGINT NOT NULL,
        member BIGINT NOT NULL,
        said TEXT NOT NULL CHECK (said IN ('right', 'different')),
        note BLOB,
        entry BIGINT NOT NULL,
        head_hash BLOB NOT NULL,
        made_ms BIGINT NOT NULL,
        PRIMARY KEY (group_id, year, member),
        {_member("member")})""",
)

_FIXED = ("loan_plans", "loan_instalments", "loan_entries", "loan_waivers", "year_ends")


def _refusals(table: str) -> tuple[str, str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    return (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
    )


# A closed year stays as it is, whoever writes; its own entries come before its row.
_YEAR_CLOSED = "SELECT 1 FROM year_ends y WHERE y.group_id = NEW.group_id AND y.year * 12 + 11 >= NEW.month"

SQLITE: tuple[str, ...] = (
    *(statement for table in _FIXED for statement in _refusals(table)),
    f"CREATE TRIGGER ledger_entries_year_open BEFORE INSERT ON ledger_entries WHEN EXISTS ({_YEAR_CLOSED})"
    " BEGIN SELECT RAISE(ABORT, 'the year is closed'); END",
)

POSTGRES: tuple[str, ...] = (
    *(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        for table in _FIXED
    ),
    "CREATE FUNCTION refuse_closed_year() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN IF EXISTS ({_YEAR_CLOSED}) THEN RAISE EXCEPTION 'the year is closed'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER ledger_entries_year_open BEFORE INSERT ON ledger_entries"
    " FOR EACH ROW EXECUTE FUNCTION refuse_closed_year()",
)

"""What WhatsApp needs beside the outbox: other addresses of an account, approved templates, and what messages cost."""

_DEFERRED = "DEFERRABLE INITIALLY DEFERRED"


def _ref(table: str) -> str:
    return f"REFERENCES {table}(id) {_DEFERRED}"


STATEMENTS: tuple[str, ...] = (
    # Until when the channel takes more than a template from us (db/windows.py); 0: it has no such window.
    "ALTER TABLE accounts ADD COLUMN window_until_ms BIGINT NOT NULL DEFAULT 0",
    # Under which other addresses an account is known (WhatsApp: her number, beside her user id).
    f"""CREATE TABLE account_aliases (
        alias_hash BLOB PRIMARY KEY,
        account_id BIGINT NOT NULL {_ref("accounts")},
        since_ms BIGINT NOT NULL)""",
    "CREATE INDEX account_aliases_account ON account_aliases (account_id)",
    # Who told the channel itself that she wants no announcements; what that refused is taken back with it.
    f"""CREATE TABLE channel_stops (
        account_id BIGINT PRIMARY KEY {_ref("accounts")},
        person_id BIGINT NOT NULL {_ref("persons")},
        since_ms BIGINT NOT NULL)""",
    # The templates as they were handed in. text, params, buttons: what was approved, so what she will read.
    # category: as the channel files it now; asked_category: as it was handed in. channel_id: the channel's own number.
    # changed_ms: when the channel last decided; looked_ms: when it was last asked.
    """CREATE TABLE templates (
        name TEXT NOT NULL,
        language TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('submitting', 'pending', 'approved', 'rejected', 'paused', 'disabled')),
        category TEXT NOT NULL,
        asked_category TEXT NOT NULL,
        text TEXT NOT NULL,
        params TEXT NOT NULL,
        buttons TEXT NOT NULL,
        channel_id TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT '',
        submitted_ms BIGINT NOT NULL,
        changed_ms BIGINT NOT NULL DEFAULT 0,
        PRIMARY KEY (name, language))""",
    # What the channel charges for one message of a category from a month on ("2026-11"), in hundredths of a rupiah.
    """CREATE TABLE message_prices (
        category TEXT NOT NULL,
        from_month TEXT NOT NULL,
        sen BIGINT NOT NULL,
        set_by BIGINT NOT NULL,
        set_ms BIGINT NOT NULL,
        PRIMARY KEY (category, from_month))""",
    # One message that the channel charges for. billed: 0 while only we expect it, 1 once the channel has said so.
    """CREATE TABLE message_costs (
        outbox_id BIGINT PRIMARY KEY,
        month TEXT NOT NULL,
        category TEXT NOT NULL,
        billed BIGINT NOT NULL)""",
    "CREATE INDEX message_costs_month ON message_costs (month)",
    # How many of them there are; stays when the rows above have gone.
    """CREATE TABLE message_months (
        month TEXT NOT NULL,
        category TEXT NOT NULL,
        billed BIGINT NOT NULL,
        messages BIGINT NOT NULL,
        PRIMARY KEY (month, category, billed))""",
    # What the channel charges for a message whose number we do not know yet.
    "ALTER TABLE parked_statuses ADD COLUMN category TEXT NOT NULL DEFAULT ''",
    # What announcements may cost in a month at most, from that month on; -1: no end.
    """CREATE TABLE message_caps (
        from_month TEXT PRIMARY KEY,
        rupiah BIGINT NOT NULL,
        set_by BIGINT NOT NULL,
        set_ms BIGINT NOT NULL)""",
)

SQLITE: tuple[str, ...] = ()
POSTGRES: tuple[str, ...] = ()

"""Clearing a chat: which messages are still on her screen, when they have to go, and clearings under way."""

STATEMENTS: tuple[str, ...] = (
    # What she wrote, so that it can be taken off her screen; forgotten when no channel deletes it any more.
    "ALTER TABLE inbox ADD COLUMN account_id BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE inbox ADD COLUMN message_ref TEXT NOT NULL DEFAULT ''",
    # When it leaves her screen, or, where it may stay, is forgotten here; 0: there is nothing to do.
    "ALTER TABLE inbox ADD COLUMN clear_ms BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE outbox ADD COLUMN clear_ms BIGINT NOT NULL DEFAULT 0",
    "CREATE INDEX inbox_screen ON inbox (account_id, received_ms) WHERE message_ref <> ''",
    "CREATE INDEX inbox_clear ON inbox (clear_ms) WHERE clear_ms > 0",
    "CREATE INDEX outbox_screen ON outbox (account_id, sent_ms) WHERE message_ref <> ''",
    "CREATE INDEX outbox_clear ON outbox (clear_ms) WHERE clear_ms > 0",
    # The words that clear the chat on this phone, 16 bytes each: read with the account, so that a turn reads no more.
    "ALTER TABLE accounts ADD COLUMN safe_words_hash BLOB",
    # A row is deleted when it is done: that she cleared her chat is nobody's business.
    """CREATE TABLE removals (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts(id) DEFERRABLE INITIALLY DEFERRED,
        scope TEXT NOT NULL CHECK (scope IN ('chat', 'message')),
        message_ref TEXT NOT NULL DEFAULT '',
        due_ms BIGINT NOT NULL,
        tries BIGINT NOT NULL DEFAULT 0,
        made_ms BIGINT NOT NULL)""",
    "CREATE INDEX removals_due ON removals (due_ms)",
)

SQLITE: tuple[str, ...] = ()

POSTGRES: tuple[str, ...] = ()

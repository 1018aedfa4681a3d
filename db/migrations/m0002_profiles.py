"""Who may be active on an account: its owner (the outside), profiles behind a PIN, codes that link another account.

`owner_id` is whose key seals the address; `person_id` is who is taken to hold the phone now.
"""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE accounts ADD COLUMN owner_id BIGINT NOT NULL DEFAULT 0",
    "UPDATE accounts SET owner_id = person_id",
    "ALTER TABLE accounts ADD COLUMN inside_until_ms BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE accounts ADD COLUMN profiles BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE accounts ADD COLUMN identity_hash BLOB",
    "CREATE INDEX accounts_owner ON accounts (owner_id)",
    # Two records of one person, after she said so on both accounts: the other one, else 0.
    "ALTER TABLE persons ADD COLUMN same_as BIGINT NOT NULL DEFAULT 0",
    "CREATE INDEX persons_same ON persons (same_as) WHERE same_as <> 0",
    # asked: the two places of the PIN that are asked for where what she types cannot be deleted ("25").
    """CREATE TABLE profiles (
        id BIGINT PRIMARY KEY,
        account_id BIGINT NOT NULL REFERENCES accounts(id) DEFERRABLE INITIALLY DEFERRED,
        person_id BIGINT NOT NULL REFERENCES persons(id) DEFERRABLE INITIALLY DEFERRED,
        door_hash BLOB NOT NULL,
        pin BLOB NOT NULL,
        asked TEXT NOT NULL,
        wrong_tries BIGINT NOT NULL DEFAULT 0,
        wait_until_ms BIGINT NOT NULL DEFAULT 0,
        made_ms BIGINT NOT NULL,
        UNIQUE (account_id, person_id),
        UNIQUE (account_id, door_hash))""",
    "CREATE INDEX profiles_person ON profiles (person_id)",
    """CREATE TABLE link_codes (
        id BIGINT PRIMARY KEY,
        code_hash BLOB NOT NULL UNIQUE,
        account_id BIGINT NOT NULL REFERENCES accounts(id) DEFERRABLE INITIALLY DEFERRED,
        person_id BIGINT NOT NULL REFERENCES persons(id) DEFERRABLE INITIALLY DEFERRED,
        state TEXT NOT NULL CHECK (state IN ('shown', 'asked', 'done', 'refused')),
        other_account_id BIGINT NOT NULL DEFAULT 0,
        other_person_id BIGINT NOT NULL DEFAULT 0,
        made_ms BIGINT NOT NULL,
        expires_ms BIGINT NOT NULL)""",
    "CREATE INDEX link_codes_account ON link_codes (account_id) WHERE state IN ('shown', 'asked')",
    # Pairs that a worker looks at; person_id is the one who came first.
    """CREATE TABLE duplicates (
        id BIGINT PRIMARY KEY,
        person_id BIGINT NOT NULL REFERENCES persons(id) DEFERRABLE INITIALLY DEFERRED,
        other_id BIGINT NOT NULL REFERENCES persons(id) DEFERRABLE INITIALLY DEFERRED,
        account_id BIGINT NOT NULL DEFAULT 0,
        reason TEXT NOT NULL CHECK (reason IN ('phone', 'link', 'identity')),
        state TEXT NOT NULL CHECK (state IN ('open', 'same', 'different')),
        made_ms BIGINT NOT NULL,
        reviewed_by BIGINT NOT NULL DEFAULT 0,
        reviewed_ms BIGINT NOT NULL DEFAULT 0,
        UNIQUE (person_id, other_id, reason))""",
    "CREATE INDEX duplicates_other ON duplicates (other_id)",
    # Numbers given for contact, as keyed hashes, to find two records of one woman.
    """CREATE TABLE contact_numbers (
        person_id BIGINT NOT NULL REFERENCES persons(id) DEFERRABLE INITIALLY DEFERRED,
        number_hash BLOB NOT NULL,
        PRIMARY KEY (person_id, number_hash))""",
    "CREATE INDEX contact_numbers_hash ON contact_numbers (number_hash)",
)

SQLITE: tuple[str, ...] = ()

POSTGRES: tuple[str, ...] = ()

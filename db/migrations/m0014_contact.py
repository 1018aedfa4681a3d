"""Contact: matters (what one woman and one office write to each other), notes beside them, steps, moves, outreach.

A matter has at most one holder; nobody else reads it. Messages are sealed by her own key, notes by a key of their own
(db/matter_notes.py), so that no way of sending a message can open a note. Numbers of phones stand nowhere here.
"""

_DEFERRED = "DEFERRABLE INITIALLY DEFERRED"


def _ref(table: str) -> str:
    return f"REFERENCES {table}(id) {_DEFERRED}"


STATEMENTS: tuple[str, ...] = (
    # holder_id: the one of the office who has it, 0 while nobody has. women_only: she asked for a woman. only_holder:
    # she wants nobody else to read it. about_id: whom a complaint is about, who never hears of it, 0 for nobody.
    # sure: whether the one who wrote last had unlocked the phone with her PIN. topic: chosen by staff.
    # contact: sealed, how she wants to be reached if not here (domain.requests.Contact).
    # waiting_ms: since when something of hers is unanswered, 0 when nothing is; due_ms: when the clock looks again, 0
    # for never; climbed: 0 nothing, 1 the holder was reminded, 2 offered to colleagues, 3 the supervisor knows.
    # answered_ms: the first answer of a person, 0 before; first_minutes: office minutes until then, -1 before.
    # settled_n: it was closed over what she wrote up to this n, so that this needs no answer any more.
    # asked_ms: when she took it up again without a word, or since when she waited in another one that has joined it:
    # that wants an answer after message asked_n; 0 for never since it was closed.
    # shown_from: messages before this n stay hidden from the holder (she did not agree that they are passed on).
    # line_ms: until when what the holder and she write goes through at once, 0 for not.
    # result: of the closing (domain.matters.Result). face: 1 good, 2 fair, 3 bad, 0 not said.
    f"""CREATE TABLE matters (
        id BIGINT PRIMARY KEY,
        code TEXT NOT NULL UNIQUE,
        person_id BIGINT NOT NULL {_ref("persons")},
        organisation_id BIGINT NOT NULL {_ref("organisations")},
        state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
        complaint BIGINT NOT NULL DEFAULT 0,
        about_id BIGINT NOT NULL DEFAULT 0,
        topic TEXT NOT NULL DEFAULT '',
        holder_id BIGINT NOT NULL DEFAULT 0,
        held_ms BIGINT NOT NULL DEFAULT 0,
        women_only BIGINT NOT NULL DEFAULT 0,
        only_holder BIGINT NOT NULL DEFAULT 0,
        sure BIGINT NOT NULL DEFAULT 0,
        contact BLOB,
        messages BIGINT NOT NULL DEFAULT 0,
        settled_n BIGINT NOT NULL DEFAULT 0,
        asked_ms BIGINT NOT NULL DEFAULT 0,
        asked_n BIGINT NOT NULL DEFAULT 0,
        shown_from BIGINT NOT NULL DEFAULT 1,
        waiting_ms BIGINT NOT NULL DEFAULT 0,
        due_ms BIGINT NOT NULL DEFAULT 0,
        climbed BIGINT NOT NULL DEFAULT 0,
        hers_ms BIGINT NOT NULL DEFAULT 0,
        theirs_ms BIGINT NOT NULL DEFAULT 0,
        answered_ms BIGINT NOT NULL DEFAULT 0,
        first_minutes BIGINT NOT NULL DEFAULT -1,
        line_ms BIGINT NOT NULL DEFAULT 0,
        made_ms BIGINT NOT NULL,
        closed_ms BIGINT NOT NULL DEFAULT 0,
        closed_by BIGINT NOT NULL DEFAULT 0,
        result TEXT NOT NULL DEFAULT '',
        face BIGINT NOT NULL DEFAULT 0,
        reopened BIGINT NOT NULL DEFAULT 0)""",
    # One open matter a woman and office, and one open complaint beside it: what she sends in one moment joins it.
    "CREATE UNIQUE INDEX matters_open ON matters (person_id, organisation_id, complaint) WHERE state = 'open'",
    "CREATE INDEX matters_holder ON matters (holder_id, waiting_ms) WHERE state = 'open'",
    "CREATE INDEX matters_office ON matters (organisation_id, waiting_ms) WHERE state = 'open'",
    "CREATE INDEX matters_person ON matters (person_id, id)",
    "CREATE INDEX matters_due ON matters (due_ms) WHERE due_ms > 0",
    "CREATE INDEX matters_closed ON matters (organisation_id, closed_ms) WHERE state = 'closed'",
    "CREATE INDEX matters_about ON matters (about_id) WHERE about_id > 0",
    "CREATE INDEX matters_over ON matters (closed_ms) WHERE state = 'closed'",
    "CREATE INDEX matters_silent ON matters (hers_ms) WHERE state = 'open'",
    "CREATE INDEX matters_made ON matters (organisation_id, made_ms)",
    # n: 1, 2, 3 in the order in which they came. side: her, staff, or note (of the program, to both).
    # body: sealed JSON {"text": ...}, NULL when it was taken back. file_id: of db/files.py, 0 for none.
    # ready: 0 while its file is being fetched; what comes later waits for it, so that the order stays.
    # account_id, message_ref: where its sender's own message stands, for edits and quotes. answers_n: what it quotes.
    # covers: of an answer: up to which n of hers its writer had been shown when it was written, so what it answers.
    f"""CREATE TABLE matter_messages (
        id BIGINT PRIMARY KEY,
        matter_id BIGINT NOT NULL {_ref("matters")},
        person_id BIGINT NOT NULL {_ref("persons")},
        n BIGINT NOT NULL,
        side TEXT NOT NULL CHECK (side IN ('her', 'staff', 'note')),
        by_person BIGINT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('text', 'photo', 'voice', 'document')),
        body BLOB,
        file_id BIGINT NOT NULL DEFAULT 0,
        ready BIGINT NOT NULL DEFAULT 1,
        passed BIGINT NOT NULL DEFAULT 0,
        sure BIGINT NOT NULL DEFAULT 0,
        account_id BIGINT NOT NULL DEFAULT 0,
        message_ref TEXT NOT NULL DEFAULT '',
        answers_n BIGINT NOT NULL DEFAULT 0,
        covers BIGINT NOT NULL DEFAULT 0,
        edited_ms BIGINT NOT NULL DEFAULT 0,
        taken_back_ms BIGINT NOT NULL DEFAULT 0,
        made_ms BIGINT NOT NULL,
        UNIQUE (matter_id, n))""",
    "CREATE INDEX matter_messages_ref ON matter_messages (account_id, message_ref) WHERE message_ref <> ''",
    "CREATE INDEX matter_messages_unpassed ON matter_messages (matter_id, n) WHERE passed = 0",
    "CREATE INDEX matter_messages_person ON matter_messages (person_id)",
    "CREATE INDEX matter_messages_file ON matter_messages (file_id) WHERE file_id > 0",
    # Which message of ours in somebody's chat stands for which matter: a quote of it reaches that matter or nobody.
    # n: the message it copies, 0 for a page that shows the matter. first_n: before n where several stand in one.
    f"""CREATE TABLE matter_copies (
        outbox_id BIGINT PRIMARY KEY,
        matter_id BIGINT NOT NULL {_ref("matters")},
        first_n BIGINT NOT NULL DEFAULT 0,
        n BIGINT NOT NULL DEFAULT 0,
        receiver_id BIGINT NOT NULL {_ref("persons")},
        made_ms BIGINT NOT NULL)""",
    "CREATE INDEX matter_copies_matter ON matter_copies (matter_id, n)",
    "CREATE INDEX matter_copies_receiver ON matter_copies (receiver_id)",
    "CREATE INDEX matter_copies_made ON matter_copies (made_ms)",
    # What the channel says became of a message of ours: it only ever rises (domain/delivery_status.py).
    """CREATE TABLE outbox_statuses (
        outbox_id BIGINT PRIMARY KEY REFERENCES outbox(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        status TEXT NOT NULL,
        fault TEXT NOT NULL DEFAULT '',
        at_ms BIGINT NOT NULL)""",
    # Told of a message whose number we do not know yet: looked for again when we do.
    """CREATE TABLE parked_statuses (
        channel TEXT NOT NULL,
        ref_hash BLOB NOT NULL,
        status TEXT NOT NULL,
        fault TEXT NOT NULL DEFAULT '',
        at_ms BIGINT NOT NULL,
        PRIMARY KEY (channel, ref_hash))""",
    # Notes are never a message: another table, another key, another module (peers.md C9).
    f"""CREATE TABLE matter_notes (
        id BIGINT PRIMARY KEY,
        matter_id BIGINT NOT NULL {_ref("matters")},
        person_id BIGINT NOT NULL {_ref("persons")},
        organisation_id BIGINT NOT NULL {_ref("organisations")},
        by_person BIGINT NOT NULL,
        kind TEXT NOT NULL,
        body BLOB NOT NULL,
        made_ms BIGINT NOT NULL)""",
    "CREATE INDEX matter_notes_matter ON matter_notes (matter_id, id)",
    "CREATE INDEX matter_notes_person ON matter_notes (person_id)",
    # kind: step (what the worker does next, on a day) or later (words for her that go out then). hers: she is reminded
    # of it by words of their own, a row of kind later whose of_step names it.
    f"""CREATE TABLE matter_steps (
        id BIGINT PRIMARY KEY,
        matter_id BIGINT NOT NULL {_ref("matters")},
        person_id BIGINT NOT NULL {_ref("persons")},
        by_person BIGINT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('step', 'later')),
        hers BIGINT NOT NULL DEFAULT 0,
        of_step BIGINT NOT NULL DEFAULT 0,
        body BLOB NOT NULL,
        due_ms BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'told', 'done', 'dropped')),
        why TEXT NOT NULL DEFAULT '',
        settled_ms BIGINT NOT NULL DEFAULT 0,
        made_ms BIGINT NOT NULL)""",
    "CREATE INDEX matter_steps_due ON matter_steps (due_ms) WHERE state = 'waiting'",
    "CREATE INDEX matter_steps_matter ON matter_steps (matter_id, id)",
    "CREATE INDEX matter_steps_by ON matter_steps (by_person, due_ms) WHERE state IN ('waiting', 'told')",
    "CREATE INDEX matter_steps_person ON matter_steps (person_id)",
    # Whether somebody ever worked there, also when that is over: what she planned for a woman is its office's.
    "CREATE INDEX roles_ever ON roles (person_id, organisation_id) WHERE organisation_id IS NOT NULL",
    "CREATE INDEX matter_steps_unsent ON matter_steps (by_person, settled_ms)"
    " WHERE kind = 'later' AND state = 'dropped'",
    # A hand-over to a colleague, or a referral to another office (to_organisation) or to one not here (partner_id).
    # passes: what she said yes to: all, or only the words written for it (body, sealed by her key). Nothing moves
    # before her yes: asked -> offered (she said yes) -> accepted -> done; or no (hers), refused (theirs), taken_back.
    f"""CREATE TABLE matter_moves (
        id BIGINT PRIMARY KEY,
        matter_id BIGINT NOT NULL {_ref("matters")},
        person_id BIGINT NOT NULL {_ref("persons")},
        kind TEXT NOT NULL CHECK (kind IN ('hand_over', 'referral')),
        from_organisation BIGINT NOT NULL {_ref("organisations")},
        from_person BIGINT NOT NULL,
        to_organisation BIGINT NOT NULL DEFAULT 0,
        to_person BIGINT NOT NULL DEFAULT 0,
        partner_id BIGINT NOT NULL DEFAULT 0,
        state TEXT NOT NULL CHECK (state IN
            ('asked', 'offered', 'accepted', 'done', 'no', 'refused', 'taken_back')),
        passes TEXT NOT NULL DEFAULT '' CHECK (passes IN ('', 'all', 'words')),
        body BLOB NOT NULL,
        answered_ms BIGINT NOT NULL DEFAULT 0,
        settled_ms BIGINT NOT NULL DEFAULT 0,
        settled_by BIGINT NOT NULL DEFAULT 0,
        made_ms BIGINT NOT NULL)""",
    "CREATE UNIQUE INDEX matter_moves_open ON matter_moves (matter_id) WHERE state IN ('asked', 'offered')",
    "CREATE INDEX matter_moves_matter ON matter_moves (matter_id, id)",
    "CREATE INDEX matter_moves_to ON matter_moves (to_organisation) WHERE state = 'offered'",
    "CREATE INDEX matter_moves_person ON matter_moves (person_id)",
    "CREATE INDEX matter_moves_from ON matter_moves (from_person, id)",
    # A colleague's matter looked at with a reason; the holder and a supervisor are told. Reading ends at until_ms.
    f"""CREATE TABLE matter_looks (
        id BIGINT PRIMARY KEY,
        matter_id BIGINT NOT NULL {_ref("matters")},
        person_id BIGINT NOT NULL {_ref("persons")},
        by_person BIGINT NOT NULL,
        reason BLOB NOT NULL,
        at_ms BIGINT NOT NULL,
        until_ms BIGINT NOT NULL)""",
    "CREATE INDEX matter_looks_matter ON matter_looks (matter_id, by_person)",
    "CREATE INDEX matter_looks_person ON matter_looks (person_id)",
    "CREATE INDEX matter_looks_at ON matter_looks (at_ms)",
    "CREATE INDEX matter_looks_by ON matter_looks (by_person)",
    # Answers that an office keeps ready. Of nobody: they hold no name.
    f"""CREATE TABLE canned_answers (
        id BIGINT PRIMARY KEY,
        organisation_id BIGINT NOT NULL {_ref("organisations")},
        topic TEXT NOT NULL DEFAULT '',
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        made_by BIGINT NOT NULL,
        made_ms BIGINT NOT NULL)""",
    "CREATE INDEX canned_answers_office ON canned_answers (organisation_id)",
    # To whom an office refers. partner_organisation: where that office works with this program too, 0 for not.
    f"""CREATE TABLE partners (
        id BIGINT PRIMARY KEY,
        organisation_id BIGINT NOT NULL {_ref("organisations")},
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        partner_organisation BIGINT NOT NULL DEFAULT 0,
        phone TEXT NOT NULL DEFAULT '',
        checked_on TEXT NOT NULL DEFAULT '',
        until_ms BIGINT NOT NULL DEFAULT 0)""",
    "CREATE INDEX partners_office ON partners (organisation_id) WHERE until_ms = 0",
    # A card for a woman of whom nothing is known: code, area, issuer, for 30 days (source D: penjangkauan).
    f"""CREATE TABLE outreach_codes (
        code_hash BLOB PRIMARY KEY,
        area TEXT NOT NULL,
        organisation_id BIGINT NOT NULL {_ref("organisations")},
        issuer_id BIGINT NOT NULL {_ref("persons")},
        made_ms BIGINT NOT NULL,
        expires_ms BIGINT NOT NULL)""",
    "CREATE INDEX outreach_codes_expires ON outreach_codes (expires_ms)",
    "CREATE INDEX outreach_codes_issuer ON outreach_codes (issuer_id)",
    # How somebody of an office hears of messages: a digest in the morning, and at once only if she wants that.
    # digest_day: the last day (ISO) whose digest was made. told_ms: the last bundled notice. looked_ms: of her list.
    # news_ms: since when what a woman wrote waits to be told; climb_ms: the same, of what the clock has to say.
    f"""CREATE TABLE contact_staff (
        person_id BIGINT PRIMARY KEY {_ref("persons")},
        at_once BIGINT NOT NULL DEFAULT 0,
        digest_day TEXT NOT NULL DEFAULT '',
        told_ms BIGINT NOT NULL DEFAULT 0,
        looked_ms BIGINT NOT NULL DEFAULT 0,
        news_ms BIGINT NOT NULL DEFAULT 0,
        climb_ms BIGINT NOT NULL DEFAULT 0)""",
    "CREATE INDEX contact_staff_news ON contact_staff (news_ms) WHERE news_ms > 0",
    "CREATE INDEX contact_staff_climb ON contact_staff (climb_ms) WHERE climb_ms > 0",
    # Of whom she was writing a complaint when she called for help: that one neither hears of the call nor finds it.
    "ALTER TABLE calls ADD COLUMN not_to BIGINT NOT NULL DEFAULT 0",
)

SQLITE: tuple[str, ...] = ()
POSTGRES: tuple[str, ...] = ()

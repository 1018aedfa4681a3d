"""Announcements: one text for many, one row a person, and what became of each.

The words are the notice of the same id (table `notices`), sealed under a key of its own and kept once however many get
it; what is filled in for each (panggilan, nama) is filled in when her row of the outbox is opened, and stored nowhere.
"""

_DEFERRED = "DEFERRABLE INITIALLY DEFERRED"


def _ref(table: str) -> str:
    return f"REFERENCES {table}(id) {_DEFERRED}"


STATEMENTS: tuple[str, ...] = (
    # Of an office or of a group, never both. news: what she can opt out of (domain.announcements.NewsKind).
    # audience: JSON (domain.announcements.Audience): ids and areas, no names. size: how many it reached when it was
    # written; approved_size: the same when a second person agreed, 0 where none was needed.
    # choices: how many answers its question has, 0 for no question. file_id: of a picture or a paper, 0 for none.
    # due_ms: when it begins (never before a minute is over); filled_to, queued_to: up to which person the receivers
    # were found, and have their row in the outbox; -1 once all are. filling: which part of the audience is being found.
    # follows: the announcement that it corrects or asks again, 0 for none. chats: also into the group's linked chats.
    # round: how often failed ones were sent again, plus one. told_outbox: the message that shows how it goes, edited
    # in place; told_ms: when it last was. settled_ms: when the outbox was last looked through for it.
    # told: what that message shows (its stage, and a digest of its words), so that nothing is shown twice.
    # workers_to: once it is over, up to whom those were told who help a woman whom it could not reach; -1 once all are.
    f"""CREATE TABLE announcements (
        id BIGINT PRIMARY KEY {_ref("notices")},
        code TEXT NOT NULL UNIQUE,
        organisation_id BIGINT {_ref("organisations")},
        group_id BIGINT {_ref("groups")},
        made_by BIGINT NOT NULL {_ref("persons")},
        news TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN
            ('approval', 'waiting', 'filling', 'sending', 'done', 'refused', 'called_back', 'stopped')),
        audience TEXT NOT NULL,
        size BIGINT NOT NULL,
        approved_size BIGINT NOT NULL DEFAULT 0,
        approved_by BIGINT NOT NULL DEFAULT 0,
        choices BIGINT NOT NULL DEFAULT 0,
        file_id BIGINT NOT NULL DEFAULT 0,
        follows BIGINT NOT NULL DEFAULT 0,
        chats BIGINT NOT NULL DEFAULT 0,
        due_ms BIGINT NOT NULL,
        filling BIGINT NOT NULL DEFAULT 0,
        filled_to BIGINT NOT NULL DEFAULT 0,
        queued_to BIGINT NOT NULL DEFAULT 0,
        round BIGINT NOT NULL DEFAULT 1,
        told_outbox BIGINT NOT NULL DEFAULT 0,
        told_ms BIGINT NOT NULL DEFAULT 0,
        told TEXT NOT NULL DEFAULT '',
        workers_to BIGINT NOT NULL DEFAULT 0,
        settled_ms BIGINT NOT NULL DEFAULT 0,
        begun_ms BIGINT NOT NULL DEFAULT 0,
        ended_ms BIGINT NOT NULL DEFAULT 0,
        ended_by BIGINT NOT NULL DEFAULT 0,
        made_ms BIGINT NOT NULL,
        CHECK ((organisation_id IS NULL) <> (group_id IS NULL)))""",
    "CREATE INDEX announcements_office ON announcements (organisation_id, id)",
    "CREATE INDEX announcements_group ON announcements (group_id, id)",
    "CREATE INDEX announcements_live ON announcements (due_ms)"
    " WHERE state IN ('waiting', 'filling', 'sending')",
    "CREATE INDEX announcements_approval ON announcements (due_ms) WHERE state = 'approval'",
    "CREATE INDEX announcements_by ON announcements (made_by, id)",
    "CREATE INDEX announcements_file ON announcements (file_id) WHERE file_id > 0",
    "CREATE INDEX files_papers ON files (made_ms) WHERE wants = 'paper' AND state = 'kept'",
    "CREATE INDEX announcements_ended ON announcements (ended_ms) WHERE ended_ms > 0",
    # One row a person, however many groups, classes and telephones she has. state: domain.announcements.Reached.
    # why: of what failed or was left out (domain.announcements.Why, or the channel's own words).
    # outbox_id: her row of this round. way: 'chat', or 'template' where the channel's window is closed.
    # answer: 1, 2, 3 of the choices, 0 while she has not answered.
    f"""CREATE TABLE announcement_receivers (
        announcement_id BIGINT NOT NULL {_ref("announcements")},
        person_id BIGINT NOT NULL {_ref("persons")},
        state TEXT NOT NULL CHECK (state IN
            ('found', 'queued', 'waiting', 'sent', 'delivered', 'read', 'failed', 'uncertain', 'left_out', 'stopped')),
        why TEXT NOT NULL DEFAULT '',
        account_id BIGINT NOT NULL DEFAULT 0,
        channel TEXT NOT NULL DEFAULT '',
        way TEXT NOT NULL DEFAULT '',
        outbox_id BIGINT NOT NULL DEFAULT 0,
        round BIGINT NOT NULL DEFAULT 1,
        sent_ms BIGINT NOT NULL DEFAULT 0,
        answer BIGINT NOT NULL DEFAULT 0,
        answered_ms BIGINT NOT NULL DEFAULT 0,
        PRIMARY KEY (announcement_id, person_id))""",
    "CREATE INDEX announcement_receivers_state ON announcement_receivers (announcement_id, state, outbox_id)",
    "CREATE INDEX announcement_receivers_person ON announcement_receivers (person_id, announcement_id)",
    "CREATE INDEX announcement_receivers_outbox ON announcement_receivers (outbox_id) WHERE outbox_id > 0",
    "CREATE INDEX announcement_receivers_sent ON announcement_receivers (announcement_id, sent_ms) WHERE sent_ms > 0",
    "CREATE INDEX announcement_receivers_answer ON announcement_receivers (announcement_id, answer, person_id)"
    " WHERE answer > 0",
    # Of women who were erased only how many they were: what was counted once stays counted.
    f"""CREATE TABLE announcement_gone (
        announcement_id BIGINT NOT NULL {_ref("announcements")},
        state TEXT NOT NULL,
        why TEXT NOT NULL,
        answer BIGINT NOT NULL,
        n BIGINT NOT NULL,
        PRIMARY KEY (announcement_id, state, why, answer))""",
    # Rows of the outbox of which more became known than the receivers say: written by the triggers below, taken over
    # and deleted by db/announcement_receivers.py, so that nobody looks through all rows to find the few that changed.
    """CREATE TABLE announcement_changes (
        outbox_id BIGINT PRIMARY KEY,
        announcement_id BIGINT NOT NULL)""",
    "CREATE INDEX announcement_changes_of ON announcement_changes (announcement_id, outbox_id)",
    # Who is found by where she lives, and by a first result.
    "CREATE INDEX persons_area ON persons (area, id)",
    "CREATE INDEX screenings_result ON screenings (set_id, overall, person_id)",
    "CREATE INDEX outbox_notice ON outbox (notice_id, state, id) WHERE notice_id IS NOT NULL",
    # What she wants no announcements of. A row is her no; without one she gets them.
    f"""CREATE TABLE news_refusals (
        person_id BIGINT NOT NULL {_ref("persons")},
        news TEXT NOT NULL,
        since_ms BIGINT NOT NULL,
        PRIMARY KEY (person_id, news))""",
    # approve_over: from more receivers than this a second person of the office has to agree.
    f"""CREATE TABLE announcing (
        organisation_id BIGINT PRIMARY KEY {_ref("organisations")},
        approve_over BIGINT NOT NULL,
        changed_by BIGINT NOT NULL,
        changed_ms BIGINT NOT NULL)""",
    # Whether the women want the office's announcements in their own chat.
    "ALTER TABLE group_chats ADD COLUMN office_news BIGINT NOT NULL DEFAULT 0",
)

# Whoever changes the outbox, wherever it is written, cannot forget the receivers. What goes out is no news yet.
_NEWS = "NEW.notice_id IS NOT NULL AND NEW.state <> OLD.state AND NEW.state <> 'queued' AND NEW.state <> 'sending'"
_CHANGED = "INSERT INTO announcement_changes (outbox_id, announcement_id) SELECT "
_OF_ROW = "NEW.id, a.id FROM announcements a WHERE a.id = NEW.notice_id ON CONFLICT (outbox_id) DO NOTHING;"
_OF_STATUS = (
    "x.id, a.id FROM outbox x JOIN announcements a ON a.id = x.notice_id WHERE x.id = NEW.outbox_id"
    " ON CONFLICT (outbox_id) DO NOTHING;"
)

SQLITE: tuple[str, ...] = (
    f"CREATE TRIGGER outbox_announced AFTER UPDATE OF state ON outbox WHEN {_NEWS} BEGIN {_CHANGED}{_OF_ROW} END",
    f"CREATE TRIGGER outbox_statuses_announced AFTER INSERT ON outbox_statuses BEGIN {_CHANGED}{_OF_STATUS} END",
    "CREATE TRIGGER outbox_statuses_announced_anew AFTER UPDATE OF status ON outbox_statuses"
    f" BEGIN {_CHANGED}{_OF_STATUS} END",
)


def _function(name: str, statement: str) -> str:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {statement} RETURN NULL; END $$"
    )


POSTGRES: tuple[str, ...] = (
    _function("note_announced_row", _CHANGED + _OF_ROW),
    _function("note_announced_status", _CHANGED + _OF_STATUS),
    f"CREATE TRIGGER outbox_announced AFTER UPDATE OF state ON outbox FOR EACH ROW WHEN ({_NEWS})"
    " EXECUTE FUNCTION note_announced_row()",
    "CREATE TRIGGER outbox_statuses_announced AFTER INSERT OR UPDATE OF status ON outbox_statuses FOR EACH ROW"
    " EXECUTE FUNCTION note_announced_status()",
)

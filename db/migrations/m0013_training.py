"""Training: courses and their sessions, who takes part, reminders, attendance, company, and what became of it.

A course belongs to an office or to a group, never to both. What is told of a course (title, place, what to bring) is no
personal data; what somebody says about herself is sealed by her own key (BLOB).
"""

_DEFERRED = "DEFERRABLE INITIALLY DEFERRED"


def _ref(table: str) -> str:
    return f"REFERENCES {table}(id) {_DEFERRED}"


STATEMENTS: tuple[str, ...] = (
    # rule: RFC 5545 (RRULE), "" for a single day. skips: which holidays it leaves out. who: JSON, who may join
    # (areas, groups, sets, before_aid, needs). offsets: JSON, minutes before a session at which is reminded.
    # capacity 0: as many as come. topic: of a guidance, or the skill that is learned (domain/courses.py).
    f"""CREATE TABLE courses (
        id BIGINT PRIMARY KEY,
        code TEXT NOT NULL UNIQUE,
        organisation_id BIGINT {_ref("organisations")},
        group_id BIGINT {_ref("groups")},
        kind TEXT NOT NULL,
        topic TEXT NOT NULL,
        title TEXT NOT NULL,
        place TEXT NOT NULL,
        zone TEXT NOT NULL,
        rule TEXT NOT NULL DEFAULT '',
        skips TEXT NOT NULL DEFAULT 'all' CHECK (skips IN ('all', 'lebaran', 'none')),
        first_day TEXT NOT NULL,
        start_min BIGINT NOT NULL,
        length_min BIGINT NOT NULL,
        capacity BIGINT NOT NULL DEFAULT 0,
        bring TEXT NOT NULL DEFAULT '',
        childcare TEXT NOT NULL DEFAULT '',
        transport TEXT NOT NULL DEFAULT '',
        who TEXT NOT NULL DEFAULT '{{}}',
        offsets TEXT NOT NULL DEFAULT '[1440, 120]',
        state TEXT NOT NULL CHECK (state IN ('open', 'ended', 'cancelled')),
        made_by BIGINT NOT NULL,
        made_ms BIGINT NOT NULL,
        ended_ms BIGINT NOT NULL DEFAULT 0,
        CHECK ((organisation_id IS NULL) <> (group_id IS NULL)))""",
    "CREATE INDEX courses_organisation ON courses (organisation_id, state)",
    "CREATE INDEX courses_group ON courses (group_id, state)",
    "CREATE INDEX courses_open ON courses (id) WHERE state = 'open'",
    "CREATE INDEX courses_ended ON courses (ended_ms) WHERE state = 'ended'",
    f"""CREATE TABLE course_trainers (
        course_id BIGINT NOT NULL {_ref("courses")},
        person_id BIGINT NOT NULL {_ref("persons")},
        PRIMARY KEY (course_id, person_id))""",
    "CREATE INDEX course_trainers_person ON course_trainers (person_id)",
    # moves: how often it was moved; what was planned for an earlier time is told no more. place "": the course's.
    # code: what hangs on the wall, new in each session, "" before it was asked for.
    # notice: what those who joined are still to be told of it ('moved', 'cancelled'; "" when everybody was); was_ms:
    # when it would have begun before it was moved; moved_ms: when that was decided.
    # looked_ms: when the clock has looked who was absent twice, 0 before.
    f"""CREATE TABLE course_sessions (
        id BIGINT PRIMARY KEY,
        course_id BIGINT NOT NULL {_ref("courses")},
        n BIGINT NOT NULL,
        start_ms BIGINT NOT NULL,
        length_min BIGINT NOT NULL,
        place TEXT NOT NULL DEFAULT '',
        moves BIGINT NOT NULL DEFAULT 0,
        state TEXT NOT NULL CHECK (state IN ('planned', 'cancelled', 'held')),
        reason TEXT NOT NULL DEFAULT '',
        code TEXT NOT NULL DEFAULT '',
        closed_ms BIGINT NOT NULL DEFAULT 0,
        notice TEXT NOT NULL DEFAULT '' CHECK (notice IN ('', 'moved', 'cancelled')),
        was_ms BIGINT NOT NULL DEFAULT 0,
        moved_ms BIGINT NOT NULL DEFAULT 0,
        looked_ms BIGINT NOT NULL DEFAULT 0,
        UNIQUE (course_id, n))""",
    "CREATE INDEX course_sessions_start ON course_sessions (start_ms) WHERE state = 'planned'",
    "CREATE INDEX course_sessions_began ON course_sessions (start_ms) WHERE state <> 'cancelled'",
    "CREATE INDEX course_sessions_unlooked ON course_sessions (start_ms) WHERE looked_ms = 0",
    "CREATE INDEX course_sessions_notice ON course_sessions (id) WHERE notice <> ''",
    # n: in which order they came; the waiting list moves up by it. newcomer: she said that she knows nobody there.
    # note: why she left, if she said so. by_person: who wrote her down.
    f"""CREATE TABLE course_participants (
        course_id BIGINT NOT NULL {_ref("courses")},
        person_id BIGINT NOT NULL {_ref("persons")},
        n BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('joined', 'waiting', 'left', 'done')),
        newcomer BIGINT NOT NULL DEFAULT 0,
        by_person BIGINT NOT NULL,
        note BLOB,
        joined_ms BIGINT NOT NULL DEFAULT 0,
        made_ms BIGINT NOT NULL,
        changed_ms BIGINT NOT NULL,
        PRIMARY KEY (course_id, person_id))""",
    "CREATE INDEX course_participants_order ON course_participants (course_id, state, n)",
    "CREATE INDEX course_participants_person ON course_participants (person_id, state)",
    "CREATE INDEX course_participants_newcomer ON course_participants (course_id, n)"
    " WHERE newcomer = 1 AND state = 'joined'",
    # One row a person, session, time of the session and offset: it is told once or dropped, never twice.
    # offset_min: minutes before the beginning; -1 for the notice that it was moved, -2 that it is cancelled.
    f"""CREATE TABLE course_reminders (
        session_id BIGINT NOT NULL {_ref("course_sessions")},
        moves BIGINT NOT NULL,
        person_id BIGINT NOT NULL {_ref("persons")},
        offset_min BIGINT NOT NULL,
        due_ms BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'told', 'dropped')),
        why TEXT NOT NULL DEFAULT '',
        outbox_id BIGINT NOT NULL DEFAULT 0,
        settled_ms BIGINT NOT NULL DEFAULT 0,
        PRIMARY KEY (session_id, moves, person_id, offset_min))""",
    "CREATE INDEX course_reminders_due ON course_reminders (due_ms) WHERE state = 'waiting'",
    "CREATE INDEX course_reminders_person ON course_reminders (person_id)",
    f"""CREATE TABLE course_replies (
        session_id BIGINT NOT NULL {_ref("course_sessions")},
        person_id BIGINT NOT NULL {_ref("persons")},
        moves BIGINT NOT NULL,
        answer TEXT NOT NULL CHECK (answer IN ('yes', 'god_willing', 'unsure', 'no')),
        at_ms BIGINT NOT NULL,
        PRIMARY KEY (session_id, person_id))""",
    "CREATE INDEX course_replies_person ON course_replies (person_id)",
    # came: 1 she was there, 0 she was not. The newest word counts; what was said before stays in the audit.
    f"""CREATE TABLE course_attendance (
        session_id BIGINT NOT NULL {_ref("course_sessions")},
        person_id BIGINT NOT NULL {_ref("persons")},
        came BIGINT NOT NULL CHECK (came IN (0, 1)),
        how TEXT NOT NULL CHECK (how IN ('staff', 'code', 'peer')),
        by_person BIGINT NOT NULL,
        at_ms BIGINT NOT NULL,
        PRIMARY KEY (session_id, person_id))""",
    "CREATE INDEX course_attendance_person ON course_attendance (person_id)",
    # form: text, recipe (body: JSON of bahan, cara, kemasan), photo or voice (file_id). It is the course's, not hers.
    # told_to: up to which person those who were there were told; told_ms: when the last of them was, 0 before.
    f"""CREATE TABLE course_materials (
        id BIGINT PRIMARY KEY,
        session_id BIGINT NOT NULL {_ref("course_sessions")},
        form TEXT NOT NULL CHECK (form IN ('text', 'recipe', 'photo', 'voice')),
        body TEXT NOT NULL DEFAULT '',
        file_id BIGINT,
        by_person BIGINT NOT NULL,
        made_ms BIGINT NOT NULL,
        told_to BIGINT NOT NULL DEFAULT 0,
        told_ms BIGINT NOT NULL DEFAULT 0)""",
    "CREATE INDEX course_materials_session ON course_materials (session_id, id)",
    "CREATE INDEX course_materials_untold ON course_materials (session_id, made_ms) WHERE told_ms = 0",
    # A table of classes that somebody sent, as db/sheets.py; owner: the office or group they are for ("o1", "g1").
    # Sealed by the sender, who alone looks at it.
    f"""CREATE TABLE course_sheets (
        id BIGINT PRIMARY KEY,
        person_id BIGINT NOT NULL {_ref("persons")},
        owner TEXT NOT NULL,
        file_id BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'read', 'broken', 'used')),
        body BLOB,
        made_ms BIGINT NOT NULL)""",
    "CREATE INDEX course_sheets_person ON course_sheets (person_id)",
    "CREATE INDEX course_sheets_open ON course_sheets (id) WHERE state = 'waiting'",
    # What she can do and what she would like to learn. topic: a topic of domain/courses.py, or "" with her own words.
    f"""CREATE TABLE skills (
        id BIGINT PRIMARY KEY,
        person_id BIGINT NOT NULL {_ref("persons")},
        side TEXT NOT NULL CHECK (side IN ('can', 'wants')),
        topic TEXT NOT NULL,
        words BLOB,
        made_ms BIGINT NOT NULL)""",
    "CREATE INDEX skills_person ON skills (person_id)",
    # A company that is offered, never given out by force: both say yes or there is none. asked: she may keep somebody
    # company; willing: she would, and the newcomer has not said yes to her name; declined: not this time; refused: the
    # newcomer does not want this one; ended: quietly, by either. Who refused or ended is never brought together again.
    f"""CREATE TABLE course_buddies (
        course_id BIGINT NOT NULL {_ref("courses")},
        newcomer BIGINT NOT NULL {_ref("persons")},
        buddy BIGINT NOT NULL {_ref("persons")},
        state TEXT NOT NULL CHECK (state IN ('asked', 'willing', 'agreed', 'declined', 'refused', 'ended')),
        made_ms BIGINT NOT NULL,
        settled_ms BIGINT NOT NULL DEFAULT 0,
        PRIMARY KEY (course_id, newcomer, buddy))""",
    "CREATE INDEX course_buddies_newcomer ON course_buddies (newcomer)",
    "CREATE INDEX course_buddies_buddy ON course_buddies (buddy)",
    # "Saya bisa ...", "Saya butuh bantuan ...": read by those of the same course or group without a name.
    # held: somebody found it unkind, nobody sees it until who leads the course has looked at it.
    f"""CREATE TABLE board_posts (
        id BIGINT PRIMARY KEY,
        code TEXT NOT NULL UNIQUE,
        person_id BIGINT NOT NULL {_ref("persons")},
        course_id BIGINT {_ref("courses")},
        group_id BIGINT {_ref("groups")},
        side TEXT NOT NULL CHECK (side IN ('can', 'needs')),
        words BLOB NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'held', 'closed')),
        made_ms BIGINT NOT NULL,
        expires_ms BIGINT NOT NULL,
        CHECK ((course_id IS NULL) <> (group_id IS NULL)))""",
    "CREATE INDEX board_posts_person ON board_posts (person_id)",
    "CREATE INDEX board_posts_open ON board_posts (expires_ms) WHERE state = 'open'",
    # Somebody has answered a post; who she is stays hidden until the other one says yes, too.
    f"""CREATE TABLE board_links (
        id BIGINT PRIMARY KEY,
        post_id BIGINT NOT NULL {_ref("board_posts")},
        person_id BIGINT NOT NULL {_ref("persons")},
        state TEXT NOT NULL CHECK (state IN ('asked', 'linked', 'refused')),
        made_ms BIGINT NOT NULL,
        settled_ms BIGINT NOT NULL DEFAULT 0,
        UNIQUE (post_id, person_id))""",
    "CREATE INDEX board_links_person ON board_links (person_id)",
    # One of three faces, for her companion only. One row a session: she is asked once (made_ms). face NULL: she did not
    # say, which is always right. session_id NULL: she came with it herself. answered_ms: 0 for not answered, -1 where
    # she was not asked after all.
    f"""CREATE TABLE moods (
        id BIGINT PRIMARY KEY,
        person_id BIGINT NOT NULL {_ref("persons")},
        course_id BIGINT {_ref("courses")},
        session_id BIGINT {_ref("course_sessions")},
        face BLOB,
        made_ms BIGINT NOT NULL,
        answered_ms BIGINT NOT NULL DEFAULT 0,
        UNIQUE (session_id, person_id))""",
    "CREATE INDEX moods_person ON moods (person_id)",
    "CREATE INDEX moods_course ON moods (course_id)",
    # What a worker or companion is to do: newcomer on day 3, 7, 14, 30; two absences; a low mood. One of a kind and n.
    f"""CREATE TABLE course_tasks (
        id BIGINT PRIMARY KEY,
        code TEXT NOT NULL UNIQUE,
        course_id BIGINT NOT NULL {_ref("courses")},
        person_id BIGINT NOT NULL {_ref("persons")},
        kind TEXT NOT NULL CHECK (kind IN ('newcomer', 'absent', 'mood', 'wants_talk')),
        n BIGINT NOT NULL,
        due_ms BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'dropped')),
        told_ms BIGINT NOT NULL DEFAULT 0,
        done_by BIGINT,
        done_ms BIGINT NOT NULL DEFAULT 0,
        note BLOB,
        UNIQUE (course_id, person_id, kind, n))""",
    "CREATE INDEX course_tasks_due ON course_tasks (due_ms) WHERE state = 'waiting'",
    "CREATE INDEX course_tasks_person ON course_tasks (person_id)",
    # granted: it is hers, and she has still to say how her name is written. name: as it stands on the paper.
    # body: JSON of course, place and days, copied: what a paper says never changes. version: how often it was written.
    f"""CREATE TABLE certificates (
        id BIGINT PRIMARY KEY,
        number TEXT NOT NULL UNIQUE,
        course_id BIGINT NOT NULL {_ref("courses")},
        person_id BIGINT NOT NULL {_ref("persons")},
        name BLOB,
        body TEXT NOT NULL,
        version BIGINT NOT NULL DEFAULT 1,
        state TEXT NOT NULL CHECK (state IN ('granted', 'valid', 'withdrawn')),
        by_person BIGINT NOT NULL,
        made_ms BIGINT NOT NULL,
        withdrawn_ms BIGINT NOT NULL DEFAULT 0,
        reason TEXT NOT NULL DEFAULT '')""",
    "CREATE UNIQUE INDEX certificates_valid ON certificates (course_id, person_id) WHERE state <> 'withdrawn'",
    "CREATE INDEX certificates_person ON certificates (person_id)",
    # How many numbers somebody has looked up on one day (days since 1970): nobody tries them all out.
    f"""CREATE TABLE certificate_looks (
        person_id BIGINT NOT NULL {_ref("persons")},
        day BIGINT NOT NULL,
        looks BIGINT NOT NULL,
        PRIMARY KEY (person_id, day))""",
    "CREATE INDEX certificate_looks_day ON certificate_looks (day)",
    # Three faces, 1 to 3 each: what she learned, how it was led, whether she felt well there (0: skipped).
    f"""CREATE TABLE course_evaluations (
        course_id BIGINT NOT NULL {_ref("courses")},
        person_id BIGINT NOT NULL {_ref("persons")},
        asked_ms BIGINT NOT NULL DEFAULT 0,
        answers BLOB,
        at_ms BIGINT NOT NULL DEFAULT 0,
        PRIMARY KEY (course_id, person_id))""",
    "CREATE INDEX course_evaluations_person ON course_evaluations (person_id)",
    # The four questions of the process, by whoever led the session (source E, Evaluasi a-d). answers: JSON.
    f"""CREATE TABLE session_reviews (
        session_id BIGINT NOT NULL {_ref("course_sessions")},
        person_id BIGINT NOT NULL {_ref("persons")},
        answers TEXT NOT NULL,
        note BLOB,
        at_ms BIGINT NOT NULL,
        PRIMARY KEY (session_id, person_id))""",
    # month 0: before the course (asked when she joins, never again), then 1, 3, 6 and 12 after it.
    # answers: JSON, sealed: still using the skill, income, business, what would help. said: which of these, not what.
    f"""CREATE TABLE outcomes (
        course_id BIGINT NOT NULL {_ref("courses")},
        person_id BIGINT NOT NULL {_ref("persons")},
        month BIGINT NOT NULL CHECK (month IN (0, 1, 3, 6, 12)),
        due_ms BIGINT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'told', 'answered', 'dropped')),
        told_ms BIGINT NOT NULL DEFAULT 0,
        answers BLOB,
        said BIGINT NOT NULL DEFAULT 0,
        at_ms BIGINT NOT NULL DEFAULT 0,
        PRIMARY KEY (course_id, person_id, month))""",
    "CREATE INDEX outcomes_due ON outcomes (due_ms) WHERE state = 'waiting'",
    "CREATE INDEX outcomes_person ON outcomes (person_id, told_ms)",
    # Somebody's answer stood here and is gone, with her: so that the figures of the others do not tell what she said
    # (domain/training_outcomes.py). leaver: a number for all of hers, of nobody.
    f"""CREATE TABLE outcome_gaps (
        course_id BIGINT NOT NULL {_ref("courses")},
        month BIGINT NOT NULL,
        said BIGINT NOT NULL,
        at_ms BIGINT NOT NULL,
        leaver BIGINT NOT NULL)""",
    "CREATE INDEX outcome_gaps_course ON outcome_gaps (course_id)",
    # What she was told that she may fit: a course that is for those is shown to her (db/course_fit.py).
    "CREATE INDEX screenings_person ON screenings (person_id)",
    # To whom aid is still to be handed over, after the Bimtek (source C: C19).
    "CREATE INDEX requests_granted ON requests (organisation_id, changed_ms) WHERE state = 'ditetapkan'",
    # Of a push that belongs to a date, what the rule for pushes needs to know of it (domain/contact.py).
    # due_ms: a reminder's own moment. begins_ms: when what is cancelled would begin. useless_ms: better not sent then.
    # over_ms: from then on nobody needs to read it any more. is_last: the last one before its date.
    """CREATE TABLE outbox_dates (
        outbox_id BIGINT PRIMARY KEY REFERENCES outbox(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        due_ms BIGINT NOT NULL DEFAULT 0,
        begins_ms BIGINT NOT NULL DEFAULT 0,
        useless_ms BIGINT NOT NULL DEFAULT 0,
        over_ms BIGINT NOT NULL DEFAULT 0,
        is_last BIGINT NOT NULL DEFAULT 0)""",
)

SQLITE: tuple[str, ...] = ()
POSTGRES: tuple[str, ...] = ()

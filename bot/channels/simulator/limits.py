"""How much the simulator keeps and accepts, and why? What the platforms allow: platforms.py."""

PHONES_MAX = 1000  # all phones live in memory; a training needs about thirty
MESSAGES_PER_PHONE_MAX = 2000  # older ones leave the phone, as on a phone with little room
TITLE_CHARS_MAX = 40  # one line in the caption above a phone
FILE_BYTES_MAX = 5 * 1024 * 1024  # a photo or a minute of voice; she sends it inside one JSON body
FILES_BYTES_MAX = 200 * 1024 * 1024  # of one folder: a demo must not fill a small server's disk
BODY_BYTES_MAX = FILE_BYTES_MAX * 4 // 3 + 64 * 1024  # the file in base64, and room for the JSON around it
TEXT_UNITS_MAX = 16_384  # four Telegram messages; longer pastes are not chats
OWED_PER_PHONE_MAX = 100  # what waits while the program cannot store; it is handed over in one piece
REFS_KEPT = (
    20_000  # marks that are recognised when a page sends again; pages try again at once, not weeks later
)
REF_CHARS_MAX = 64  # the page's own mark of a message it is sending
FORWARD_S_MAX = 366 * 24 * 3600  # the clock visits every due moment in order: a year is the longest walk

LIVE_EVENTS_KEPT = 1000  # a page that was away for longer loads its chats anew
LIVE_READERS_MAX = 50  # each open page holds one connection
LIVE_PING_S = 15  # proxies and phones close silent connections after 30 to 60 s
PROBLEMS_KEPT = 50  # the strip shows the latest
JOURNAL_SLACK_LINES = (
    2000  # lines that say nothing new any more; above this the file is written anew at start
)

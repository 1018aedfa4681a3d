"""Every limit of the conversation runtime, with its reason. Reaching one ends politely."""


class OverLimit(Exception):
    """A conversation went beyond a limit below: it asks, says or offers without end."""


# A prompt shown more often than this in a row means the program is not understood: a person is offered instead.
PROMPTS_IN_A_ROW_MAX = 3

# Talks laid aside; with more than three nobody remembers what they were about.
PARKED_MAX = 3

# Requests (questions, looks, steps) in one run of a conversation: only a loop without end needs more.
REQUESTS_PER_RUN_MAX = 2_000

# Sentences said in one turn: a message holds 500 characters, so only a loop without end says more.
SAYS_PER_TURN_MAX = 50

# Entries of one journal: the longest talk (a whole meeting, typed one by one) stays under 400.
JOURNAL_ENTRIES_MAX = 1_000

# Bytes of one journal as JSON: it is read and written in every turn.
JOURNAL_BYTES_MAX = 64_000

# What she writes is cut here before anything reads it: the longest message of any channel is 4,096.
SAID_CHARS_MAX = 8_000

# Choices of one question: more cannot be read on a small phone, even in pages.
CHOICES_MAX = 200

# Rows of one page of a long numbered list: fits one screen of a small phone.
PAGE_ROWS = 10

"""Every limit of the running program, with its reason. Reaching one ends politely or waits; nothing is lost."""

# Turns in one transaction: more would let the first woman wait for the last one's commit.
TURNS_PER_BATCH = 64

# Events of one caller stored in one transaction: a backlog that comes in at once must not let live ones wait for it.
STORED_AT_ONCE = 200

# Events waiting in memory for all chats together (about 1 kB each).
WAITING_MAX = 20_000

# Rows read from the outbox at a time, and chats of one lane whose rows are kept in memory.
OUTBOX_SLICE = 500

# Rows of one chat and lane kept in memory: at one a second more would only wait there.
CHAT_ROWS_MAX = 20

# Messages on their way at once in one channel: enough for 30 a second at half a second each.
IN_FLIGHT_MAX = 40

# Of these, what the lanes from reminders on may take: a slow channel must not let an answer wait for a broadcast.
IN_FLIGHT_LATER_MAX = 20

# Of these, what stays free for calls for help.
IN_FLIGHT_FOR_HELP = 4

# Chats cleared at the same time in all channels; each takes one or two requests.
CLEARING_IN_FLIGHT_MAX = 8

# Waits between tries when a channel did not take messages off a screen; the last one repeats until they are too old.
# Short at first: somebody may be about to take the phone from her hand.
CLEAR_RETRY_DELAYS_S = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 120.0, 600.0)

# Messages one account may pass on to somebody at once (a phone's whole album, and a long story), and one more a second;
# once it was too much, it goes on when so many are free again. Accounts of which that is remembered.
RELAY_BURST = 60
RELAY_EVERY_MS = 1_000
RELAY_AGAIN = 30
RELAY_CHATS_MAX = 10_000

# How long a stop waits for messages that are on their way.
DRAIN_S = 25.0

# How long her phone shows that an answer is coming before the answer has to be there.
TYPING_AFTER_S = 1.0

# Waits between tries when a channel certainly did not take a message; the last one repeats.
SEND_RETRY_DELAYS_S = (2.0, 10.0, 30.0, 120.0, 600.0)

# After this many tries, and not before a day, a message is given up as rejected.
SEND_TRIES_MAX = 150
SEND_FOR_S = 86_400

# A paper that a fault of ours keeps from being made is given up after so many tries (three minutes), and its words go
# alone: the answers of that chat wait behind it.
PAPER_TRIES_MAX = 4

# A chat that has moved is followed so often; more is two servers that point at each other.
MOVES_MAX = 3

# An answer that a channel refuses because she has not written, although she has, is tried again so often.
WINDOW_TRIES_MAX = 2

# The longest stop a channel may ask for that outlives a restart.
HALT_S_MAX = 3_600.0

# How long the sender rests after a fault of its own before it goes on.
FAULT_PAUSE_S = 1.0

# What one request may bring to a webhook.
BODY_BYTES_MAX = 1_000_000

# What one call of Meta's may bring: it batches events, up to 3 MB (Webhooks, "Payload size").
CALL_BYTES_MAX = 3_500_000

# How long the body of such a call may take: Meta's come within a second. A caller who trickles holds nothing longer.
CALL_READ_S = 10.0

# What all calls together may bring before anybody knows whether they are genuine.
CALLS_BYTES_MAX = 64_000_000

# How long a webhook waits for the database before it asks the channel to come again.
STORE_TIMEOUT_S = 10.0

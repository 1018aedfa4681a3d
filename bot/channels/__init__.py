"""One file a channel: raw event to Incoming, Outgoing to request."""

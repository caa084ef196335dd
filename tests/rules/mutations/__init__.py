"""Tables of texts written for these tests: how people say it, and what only looks like it."""

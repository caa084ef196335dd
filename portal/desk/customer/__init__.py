"""The business's own pages: home, registrations, check answers, submit, ask."""

"""Pages of the accounts room: signing up and invitations, the team, keys, settings."""

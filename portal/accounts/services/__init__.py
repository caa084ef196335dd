"""The verbs of the accounts room: signing up, invitations, the team, keys and settings."""

"""The list of what waits: search, filters, order."""

"""The checks of a website: each judges the facts of one run; the ``WS`` rules are the same checks seen as rules."""

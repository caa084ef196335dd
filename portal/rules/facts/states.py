# ruff: noqa: SIM905 - a list of codes reads better as words
"""The codes of US states, the district and the territories, as the postal service writes them."""

from __future__ import annotations

STATES = frozenset(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA "
    "RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR VI".split()
)

"""What the door says of each hostile server; None where the answer is read like any other."""

from __future__ import annotations

from typing import Final

_WORDS: Final = {
    "redirect_refused": "redirect_loopback redirect_metadata redirect_private redirect_mapped redirect_decimal "
    "redirect_localhost redirect_credentials redirect_port redirect_file redirect_script redirect_backslash "
    "redirect_long redirect_bytes redirect_twice",
    "redirect_loop": "redirect_loop redirect_chain redirect_query redirect_split",
    "bad_redirect": "redirect_nowhere redirect_empty",
    "timed_out": "slow_headers slow_status slow_body slow_chunks slow_interim silent silent_head silent_body "
    "slow_handshake silent_handshake",
    "too_large": "endless_headers endless_line endless_status endless_interim many_cookies endless_body "
    "endless_unmeasured tiny_chunks padded_chunks trailers bomb bomb_deflate bomb_nested many_links",
    "unreadable": "redirect_return name_bytes name_space name_empty value_nul status_000 status_99 status_word http_09 "
    "http_2 not_http switches chunk_negative chunk_huge chunk_word length_two length_negative length_word length_huge "
    "transfer_unknown packed_thrice packed_unasked packed_zstd packed_not packed_cut",
    "connection_reset": "reset reset_head reset_start closes chunk_lie length_long reset_handshake",
    "could_not_negotiate": "alert_handshake",
    "no_tls": "noise_handshake",
}
EXPECTED: Final = {trick: reason for reason, tricks in _WORDS.items() for trick in tricks.split()}

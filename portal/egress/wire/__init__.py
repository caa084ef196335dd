"""Bytes of an answer: the pool they come through, their encoding, their letters."""

"""The review queue at 1,000 and at 100,000 applications."""

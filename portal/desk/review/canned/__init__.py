"""Texts to say again, and notes reviewers leave each other."""

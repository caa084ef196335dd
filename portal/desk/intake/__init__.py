"""Reads a rejection notice as it came (text, PDF or e-mail) and types its codes."""

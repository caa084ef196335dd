"""What texts, pages and forms say: facts, never verdicts."""

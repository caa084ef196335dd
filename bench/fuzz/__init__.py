"""Coverage-guided fuzzing of everything in the linter that reads what strangers write."""

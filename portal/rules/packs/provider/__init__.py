"""What one provider's own form takes; these rules only speak in that provider's profile."""

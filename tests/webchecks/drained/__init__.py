"""Many small sites and real workers, for draining a long queue while the broker goes away."""

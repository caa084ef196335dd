"""What follows from facts and codes: plans, estimates, look-ups and texts to use."""

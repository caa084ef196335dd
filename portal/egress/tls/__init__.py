"""What a server shows of itself in TLS, and whether a visitor's browser would trust it."""

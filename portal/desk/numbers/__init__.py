"""Numbers: the inventory, whether one may send, what happened to it, help with it."""

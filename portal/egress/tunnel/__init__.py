"""The one way out that a browser has: a proxy that judges like the door."""

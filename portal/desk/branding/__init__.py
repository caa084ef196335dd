"""How a reseller's portal looks to its customers."""

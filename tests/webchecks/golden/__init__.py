"""Golden pages: policies, opt-in pages, home pages and terms in words of their own, and ways to spoil them."""

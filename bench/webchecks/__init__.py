"""How many websites one core checks, beside a bare loop that only fetches the same pages."""

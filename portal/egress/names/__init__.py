"""Which names and addresses may be dialled: parsing, resolving, judging."""

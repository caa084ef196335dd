"""One act on many applications, with a report row by row."""

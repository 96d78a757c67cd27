"""Finding images by what is known of them: the query, its text, and what it takes. No Qt, no files."""

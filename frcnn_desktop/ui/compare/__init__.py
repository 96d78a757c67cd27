"""Two annotators' folders side by side: what they disagree on, one key for each, and a merge."""

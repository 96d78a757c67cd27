"""Two annotators' folders side by side: what they disagree on, one key for each, and a merge.

What it needs is imported when it is asked for.
"""

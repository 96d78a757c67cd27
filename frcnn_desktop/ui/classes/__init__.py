"""The classes of the open data set: changed in every file, and its own list.

What it needs is imported when it is asked for.
"""

"""Several processes that work on one job: ranks, gathering, and what only one of them does."""

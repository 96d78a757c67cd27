"""Values and arithmetic that every other package shares. Imports neither Qt nor torch."""

"""Rules for import-linter that it does not bring itself."""

"""Pictures of the inside views, as files."""

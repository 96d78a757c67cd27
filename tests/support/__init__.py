"""What several test files share: a composed program, a fake engine, readers of other programs."""

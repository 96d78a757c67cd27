"""What every worker shares: messages, thread lifecycle, right of way."""

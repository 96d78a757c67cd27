"""What See inside shows: stages, one inspected box, the comparison, animations."""

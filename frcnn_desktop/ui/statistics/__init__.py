"""What is in the set, or in what a query leaves of it, as figures that filter the list when clicked."""

"""What is needed to have code compiled by numba: how, stored where, and ready without anyone waiting."""

"""The figures that the README quotes, each measured by a command anybody can run."""

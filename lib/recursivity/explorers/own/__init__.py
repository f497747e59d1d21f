"""What a reader turns in the tools for one's own data."""

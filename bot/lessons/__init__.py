"""Articles cut into cards."""

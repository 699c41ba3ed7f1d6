"""Floor 3: formatting for templates."""

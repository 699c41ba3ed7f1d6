"""Floor 3: thin views, one module a screen."""

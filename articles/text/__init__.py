"""Floor 0: text in, frozen dataclasses out. Nothing here imports Django or touches a database."""

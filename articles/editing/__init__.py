"""Floor 2: people's writes. Each act is a decision and has its undo."""

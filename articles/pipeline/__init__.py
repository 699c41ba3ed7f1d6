"""Floor 2: the machine's writes. Each step takes what is stored and returns a report."""

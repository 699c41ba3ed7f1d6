"""Floor 2: what each screen shows, in a flat number of queries. Nothing here writes."""

"""Floor 3: the admin panel, for ingestion."""

"""The site: settings, addresses and servers' entry points."""

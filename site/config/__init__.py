"""Project configuration: settings, addresses and server entry points."""

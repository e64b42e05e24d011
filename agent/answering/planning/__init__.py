"""From a question to a typed plan."""

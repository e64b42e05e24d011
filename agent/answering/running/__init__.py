"""From a typed plan to an answer with citations."""

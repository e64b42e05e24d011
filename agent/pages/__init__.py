"""Self-contained pages: one a report, with everything that was read at its place, and an index."""

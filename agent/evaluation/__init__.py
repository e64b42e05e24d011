"""Measures readers against labels: generation into a run log, then scoring of the log."""

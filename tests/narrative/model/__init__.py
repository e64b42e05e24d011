"""Tests of what the model reader asks, takes, and makes of it."""

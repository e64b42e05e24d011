"""Tests of the model: settings, weights, client, and the second reader with a scripted server."""

"""Other ways to ask the model about the narrative, measured against the one that is used."""

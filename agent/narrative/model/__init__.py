"""The model reader: a language model labels the numbers of a passage, and is held to the text."""

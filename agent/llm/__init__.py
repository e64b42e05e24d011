"""Language models: which one reads, its weights, the client, prompts, and what calls cost."""

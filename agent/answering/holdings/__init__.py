"""What is stored: whose reports, by which names, and what they tell."""

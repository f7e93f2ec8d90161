"""Evidence, calculations and verdict for one company, gathered in code before a word is written."""

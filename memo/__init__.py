"""The document: outline, verdict, slots to formats."""

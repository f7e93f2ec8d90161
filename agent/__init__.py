"""The model at work: tools, gate, budget, drafting."""

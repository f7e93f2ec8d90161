"""Arithmetic: no input or output, no model."""

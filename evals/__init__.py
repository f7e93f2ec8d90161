"""Offline measurement of the agent."""

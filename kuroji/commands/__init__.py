"""The bodies of the commands: arguments → one call down → lines out."""

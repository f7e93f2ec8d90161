"""Speed and memory, measured as whole processes; run with `make bench`."""

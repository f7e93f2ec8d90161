"""Documents, passages, facts, ledger and proof."""

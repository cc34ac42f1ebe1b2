"""The ledger of results, rule by rule."""

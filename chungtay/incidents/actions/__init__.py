"""Changes the annex: each act is one transaction with its line in the audit, or nothing at all."""

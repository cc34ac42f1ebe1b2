"""The first notice: sealed by whoever saw or heard, on her own phone."""

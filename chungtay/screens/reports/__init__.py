"""Reports as they are written, read, approved and corrected."""

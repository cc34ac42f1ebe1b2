"""Shows the reporting regimes and the editor of an office's own."""

"""Shows papers and hands out their files."""

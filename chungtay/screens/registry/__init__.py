"""Shows an office's registers of papers, gives numbers, and writes beside a paper what it says of itself."""

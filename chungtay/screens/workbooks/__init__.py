"""Excel both ways: an empty workbook to take along, a filled one to look at and take in."""

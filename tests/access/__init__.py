"""Who gets what at every address: `table.txt` says it, the tests beside it hold the house to it."""

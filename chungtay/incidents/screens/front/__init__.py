"""The annex's front page and its statistics: numbers, states and clocks, readable without a script."""

"""Shows places: finding one, what a unit was and became, its figures across the change, maps, mergers, groups."""

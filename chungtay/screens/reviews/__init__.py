"""Reviews: drafted, written around live figures, frozen, printed, and carried on into an article."""

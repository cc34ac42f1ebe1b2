"""The front page of what goes on between the sides, and what its rooms share: words in both languages."""

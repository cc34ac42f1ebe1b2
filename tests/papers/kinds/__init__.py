"""The kinds of paper, each against what an office expects of it."""

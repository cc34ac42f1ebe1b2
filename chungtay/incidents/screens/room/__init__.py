"""The reading room: a recipient unlocks her key once, then reads, answers and acts."""

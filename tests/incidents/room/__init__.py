"""The reading room, in a browser, against a served home: both sides read, answer and act."""

"""The form of a first notice, the lists beside it, and what leaves the browser."""

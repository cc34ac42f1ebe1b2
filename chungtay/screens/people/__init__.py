"""The administrator's room: who sits where, who is missing, whose post ends soon."""

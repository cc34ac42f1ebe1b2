"""What offices give to the public and take back: the face of a programme, papers, events."""

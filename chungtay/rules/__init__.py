"""Ground floor: what is decided. Pure Python; no Django, no database, no clock."""

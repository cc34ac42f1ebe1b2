"""Pages of the text of an agreement or a plan: its draft, its difference, its versions."""

"""Shows the tasks of one plan as a board, a table, a calendar and a timeline."""

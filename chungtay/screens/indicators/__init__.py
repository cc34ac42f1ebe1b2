"""Shows what is counted and by which rule, changes it with a reason, and sets what each unit shall reach."""

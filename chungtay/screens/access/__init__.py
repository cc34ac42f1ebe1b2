"""Who may see and do what: the sentence and its table, in the reader's language."""

"""Official papers in the making: which paper, what is typed around the facts, its number, its signed scan."""

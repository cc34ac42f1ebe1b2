"""Claims about sealing: the browser, its Python twin and two other libraries open one another; lies are refused."""

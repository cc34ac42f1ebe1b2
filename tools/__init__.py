"""Tools of those who build the house: catalogues, pictures, and a demo to look at."""

"""The house on PostgreSQL. Runs where CHUNGTAY_TEST_POSTGRES names a server that may be filled and emptied."""

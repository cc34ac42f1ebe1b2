"""Crawls a demo world as every post in it."""

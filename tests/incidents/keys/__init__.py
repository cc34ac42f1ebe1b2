"""Tests of keys of recipients and of sides."""

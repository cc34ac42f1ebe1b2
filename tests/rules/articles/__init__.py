"""Tests of the rules about articles."""

"""Tests of the annex."""

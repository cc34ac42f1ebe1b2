"""Tests of reading official Vietnamese."""

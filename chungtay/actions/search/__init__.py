"""Keeps what is searched as it stands now."""

from .indexing import index, index_all

__all__ = ["index", "index_all"]

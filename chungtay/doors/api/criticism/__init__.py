"""Criticism of drafts over the API."""

from .operations import router

__all__ = ["router"]

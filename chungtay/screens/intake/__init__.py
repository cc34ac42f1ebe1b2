"""Incoming documents: taken in, read into a draft beside their text, corrected and accepted by a person."""

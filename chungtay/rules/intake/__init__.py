"""Reads official Vietnamese: a file becomes a paper, a paper a draft of facts that each know where they stood."""

from chungtay.rules.intake.draft import Draft, Fact
from chungtay.rules.intake.files import SIZE_MAX, text_of
from chungtay.rules.intake.paper import Block, Paper, paper_of_lines
from chungtay.rules.intake.reader import read_paper

__all__ = ["SIZE_MAX", "Block", "Draft", "Fact", "Paper", "paper_of_lines", "read_paper", "text_of"]

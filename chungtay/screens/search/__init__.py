"""One box for the words of papers, programmes, plans, reviews, meetings and drafts."""

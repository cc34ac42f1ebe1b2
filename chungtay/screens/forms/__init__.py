"""Shows forms as officers see them, and the builder of their drafts."""

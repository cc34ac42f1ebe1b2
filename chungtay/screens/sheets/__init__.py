"""A paper on a screen: the same sheet that PDF and DOCX draw, as HTML. `{% sheet_shown sheet %}`."""

"""What leaves the print shop: real PDFs and DOCX files, read back."""

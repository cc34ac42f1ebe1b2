"""The room where articles are written, looked at, published and withdrawn."""

"""The demo as people meet it: a real server, a real browser. Skipped where Chromium is not installed."""

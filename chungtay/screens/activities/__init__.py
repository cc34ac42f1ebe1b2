"""Activities: what was done, when, where and who came."""

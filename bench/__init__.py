"""How fast the house is, beside what was promised. Measured, never tested: a busy machine is no mistake."""

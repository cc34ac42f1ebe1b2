"""How the house is kept: each rule of STYLE.md that a machine can check."""

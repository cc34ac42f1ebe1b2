"""Charts on the screen: the same drawings as on paper, as SVG that style sheets colour by day and by night."""

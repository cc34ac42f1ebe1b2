"""Shows how an office lays out its papers: ours to begin with, its own in versions, each filled to be seen."""

"""What scripts send and fetch of the life of a notice: items, grants, steps, envelopes, and bytes once audited."""

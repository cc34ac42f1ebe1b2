"""Words in three languages side by side, and the list of terms."""

"""Pages of field, by subject."""

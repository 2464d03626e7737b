"""The two regions of the seed documents and invented staff accounts."""

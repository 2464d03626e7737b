"""The desk pages of the directory: what the region knows beside the sources."""

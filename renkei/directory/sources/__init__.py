"""The sources of the directory: one folder each, with what its publisher says about it."""

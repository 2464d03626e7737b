"""Lists brought in: rows of a source become places and services, again and again the same."""

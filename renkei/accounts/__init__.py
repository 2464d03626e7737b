"""People: who signs in, what they do for a region, and what protects their account."""

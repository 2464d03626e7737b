"""What is within reach of each area of a region, and what is missing (for the council)."""

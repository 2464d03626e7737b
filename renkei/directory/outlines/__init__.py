"""Outlines of school districts and care areas, brought in by the region."""

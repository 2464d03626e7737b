"""Gatherings: what meetings, trainings and lectures share."""

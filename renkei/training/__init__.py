"""Trainings (研修) for those who work in care and medicine."""

"""Councils and meetings (協議会・会議)."""

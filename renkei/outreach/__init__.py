"""Lectures for citizens and leaflets (普及啓発)."""

"""Visits of the coordinators to the bodies they join together (訪問)."""

"""What people type about facilities and informal services."""

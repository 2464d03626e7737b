"""Files kept safely: checked when they come in, never changed, handed out harmless."""

"""What a request costs: ``./dev bench`` (see ``harness``)."""

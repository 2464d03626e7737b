"""Settings of a region and of its years; what shows its brand."""

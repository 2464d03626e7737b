"""The year's report, the council paper and the public programme page, read from records."""

"""The directory for others: open data in the forms that Japan's authorities use."""

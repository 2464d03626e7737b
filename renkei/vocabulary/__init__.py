"""Code lists: professions, kinds of gathering, places visited, purposes."""

"""Pages that join the apps: the public home of a region and the staff's today."""

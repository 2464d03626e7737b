"""Pages that join the apps: entrances, public home, the day at the desk."""

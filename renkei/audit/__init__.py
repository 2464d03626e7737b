"""Who did what, when: one chain of events per region that can only grow."""

"""The desk pages of outreach: lectures and leaflets."""

"""Open Referral HSDS 3.0: the directory for other systems."""

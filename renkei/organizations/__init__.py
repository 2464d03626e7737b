"""Bodies and their places: clinics, pharmacies, offices, associations, city hall."""

"""The programme (事業): regions, fiscal years, commission, items and tags, activities."""

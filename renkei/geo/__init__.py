"""Areas: municipalities and school districts."""

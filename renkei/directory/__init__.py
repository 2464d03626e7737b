"""The directory (社会資源): services at facilities, from national open data and local knowledge."""

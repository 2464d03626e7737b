"""The region's handbook of services (資源ガイドブック): composed, set in type, remembered."""

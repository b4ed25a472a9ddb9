"""Scanned pages: laid straight, recognised, their rules and seals found; readings kept on disk."""

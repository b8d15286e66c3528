"""Keeping the house safe: backups, putting them back, and new keys. Each part is one command of the operator's."""

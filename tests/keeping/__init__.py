"""Backups, restores, new keys, and what a disk can do to us."""

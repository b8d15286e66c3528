"""Proof that the measuring works; what it measures is never asserted."""

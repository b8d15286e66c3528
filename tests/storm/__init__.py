"""Storms: the real bot in a process of its own, killed again and again through a scripted evening."""

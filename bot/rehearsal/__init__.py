"""A Bot API server of our own on loopback, and a page where one person plays every part."""

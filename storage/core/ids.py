"""Random names for rows: they fit a button, and say nothing about anyone."""

import base64
import os


def new_id() -> str:
    """Sixteen random bytes as 22 letters of URL-safe base64."""
    return base64.urlsafe_b64encode(os.urandom(16)).rstrip(b"=").decode("ascii")

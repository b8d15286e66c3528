"""The Bot API specification, and a check against it."""

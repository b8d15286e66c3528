"""The schema's numbered steps, linear, run by Alembic at start."""

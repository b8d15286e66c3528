"""Proof that the rehearsal is strict where Telegram is strict."""

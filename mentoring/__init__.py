"""The practice: the programme's rules, pure. No clock, no database, no Telegram."""

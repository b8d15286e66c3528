"""How fast the bot is, told only as ratios to other bots run in the same minutes."""

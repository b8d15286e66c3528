"""What every conversation leans on: turns, buttons, forms and words."""

"""The bots we run beside ours in the same minutes, so that every figure is a ratio and none is a promise."""

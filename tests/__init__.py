"""The proof: scenarios first."""

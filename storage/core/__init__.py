"""What every memory leans on: the database, keys, sealed fields, letters and drafts."""

"""The memory: rows, sealing and migrations. Takes a transaction, never commits one."""

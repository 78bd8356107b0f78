"""Whether this machine can make the report: each thing looked at, what is wrong with it, and what to do."""

"""Numbers typed in prose, held against the numbers the report knows."""

"""Whether the document says what the data say: every value of a chapter proved anew, without its notebook's kernel."""

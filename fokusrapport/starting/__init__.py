"""What begins something: a municipality, an area, an indicator. Nothing is written over; all files are written or none.

Comments in what is written are in the language of the person at the keyboard, texts for readers in the report's.
"""

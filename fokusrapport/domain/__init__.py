"""Room 1, the subject: pandas in, blocks and values out; knows no notebook and no paper."""

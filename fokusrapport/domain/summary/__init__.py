"""The first part of every report: the whole year on a page, computed, with a link from everything to its place."""

"""What reviewers say of a draft: kept as plain files beside the notebooks, found again in the text, answered, closed.

Never a part of a report: nothing that builds one imports this room.
"""

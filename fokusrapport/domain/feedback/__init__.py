"""Feedback cases of a quality system (ISO 9001): praise, complaints, deviations; how they are met, and what repeats."""

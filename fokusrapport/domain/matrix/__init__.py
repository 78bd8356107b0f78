"""What the areas do about the municipality's priorities and cross-cutting challenges."""

"""Figures of others from KOSTRA and Kolada: snapshots of what was fetched, and how they are shown. Never fetches."""

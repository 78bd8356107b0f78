"""Fetching figures of others from statistical services: an explicit step, never a part of a build.

The only room that reaches the network. Nothing below it may import it, nor any library that fetches.
"""

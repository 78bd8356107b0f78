"""Made-up figures from a told story: `story` is what is told, the other modules make rows of it."""

"""Variables of the environment by which a build speaks to its kernels."""

# Set in the kernels of a build, whose notebooks nobody looks at: their results then do not hang on how a page looks.
JSON_ONLY_VARIABLE = "FOKUSRAPPORT_JSON_ONLY"

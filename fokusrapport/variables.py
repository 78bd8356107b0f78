"""Variables of the environment by which a build, or JupyterLab, speaks to what it starts."""

# Set in the kernels of a build, whose notebooks nobody looks at: their results then do not hang on how a page looks.
JSON_ONLY_VARIABLE = "FOKUSRAPPORT_JSON_ONLY"

# Set in a JupyterLab that was opened for an edition: its name, its language, and what a build would write into its
# notebooks (`pipeline.cells.METADATA_KEY`), as JSON.
LAB_EDITION_VARIABLE = "FOKUSRAPPORT_LAB_EDITION"
LAB_LANGUAGE_VARIABLE = "FOKUSRAPPORT_LAB_LANGUAGE"
LAB_METADATA_VARIABLE = "FOKUSRAPPORT_LAB_METADATA"

# Set for a preview that another program starts: the word that its address holds, where it would else choose one.
PREVIEW_TOKEN_VARIABLE = "FOKUSRAPPORT_PREVIEW_TOKEN"  # noqa: S105 - the variable's name, not the word

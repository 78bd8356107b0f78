"""Variables of the environment by which a build, or JupyterLab, speaks to its kernels and exporters."""

# Set in the kernels of a build, whose notebooks nobody looks at: their results then do not hang on how a page looks.
JSON_ONLY_VARIABLE = "FOKUSRAPPORT_JSON_ONLY"

# Set in a JupyterLab that was opened for an edition: its name, its language, and what a build would write into its
# notebooks (`pipeline.cells.METADATA_KEY`), as JSON.
LAB_EDITION_VARIABLE = "FOKUSRAPPORT_LAB_EDITION"
LAB_LANGUAGE_VARIABLE = "FOKUSRAPPORT_LAB_LANGUAGE"
LAB_METADATA_VARIABLE = "FOKUSRAPPORT_LAB_METADATA"

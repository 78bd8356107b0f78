"""Variables of the environment by which JupyterLab's kernels and exporters know which edition they work for."""

EDITION_VARIABLE = "FOKUSRAPPORT_LAB_EDITION"
LANGUAGE_VARIABLE = "FOKUSRAPPORT_LAB_LANGUAGE"

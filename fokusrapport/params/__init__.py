"""Parameters: typed models of the YAML files, read with line numbers, refused with every fault at once."""

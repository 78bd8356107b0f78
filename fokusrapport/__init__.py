"""The reproducible annual report: parameterised notebooks in, an accessible chapter as HTML and PDF out."""

__version__ = "0.1.0"

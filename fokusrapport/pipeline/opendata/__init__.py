"""The figures of a chapter for others to reckon with: CSV, data dictionary, data package, and one workbook of all."""

"""A chapter as a Word document (DOCX), for those who paste it into other systems."""

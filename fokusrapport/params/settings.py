"""`params/project.yaml`: what holds for the whole project."""

from __future__ import annotations

from fokusrapport.errors import InputRefused
from fokusrapport.params.models import ProjectSettings
from fokusrapport.params.project import Project
from fokusrapport.params.yamlfile import load_model


def load_settings(project: Project) -> ProjectSettings:
    """The project's settings; raises InputRefused when the file is missing or wrong."""
    located, faults = load_model(project.params / "project.yaml", project.root, ProjectSettings)
    if located is None:
        raise InputRefused(faults=faults)
    return located.model

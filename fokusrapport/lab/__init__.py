"""JupyterLab for authors: its server, its settings, and what runs in its kernels and in its pages."""

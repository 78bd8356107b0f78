"""Kernels forked from a process that has done their imports; everything else about them is as in any kernel.

`provisioner` is the plug-in that Jupyter knows, `process` its end of the warm process. `server` is that process,
`recording`, `preload` and `shelf` what it and its kernels do about modules, and `kernel` how a fork becomes a kernel.
"""

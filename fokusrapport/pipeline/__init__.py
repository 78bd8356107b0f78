"""Room 2, the way through: notebooks, kernels, HTML, PDF; knows no municipality."""

"""Does this AI company actually make money?"""

__version__ = "0.1.0"

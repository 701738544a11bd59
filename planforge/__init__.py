"""planforge: continuity and recovery plans of a hospital, from one record."""

__version__ = "0.1.0"

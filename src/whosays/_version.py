"""The one place where the version number stands."""

__version__ = "0.1.0"

CONTRACT_VERSION = 1
"""The version of the reading contract, as printed in every object."""

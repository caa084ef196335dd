"""What every test can ask for."""

from tests.cast import cast

__all__ = ["cast"]

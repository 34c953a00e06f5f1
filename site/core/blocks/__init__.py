"""What an editor builds pages of, one family a file."""

from core.blocks.body import BodyBlock

__all__ = ["BodyBlock"]

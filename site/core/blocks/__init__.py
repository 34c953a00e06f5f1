"""What an editor builds pages of, one family a file."""

from core.blocks.body import BodyBlock, HomeBodyBlock

__all__ = ["BodyBlock", "HomeBodyBlock"]

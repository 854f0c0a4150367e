"""Pictures of claims for where a page is passed on. Pure: words in, PNG out."""

from debates.picturing.drawing import HEIGHT, WIDTH, Picture, Saying, draw

__all__ = ["HEIGHT", "WIDTH", "Picture", "Saying", "draw"]

"""The words of a transcript as plain values: their sentences, their seconds, their places, and two texts side by side. Pure."""

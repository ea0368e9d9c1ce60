"""Draw every picture in every language: `make pictures`, or `python -m tools.pictures NAME ...` for some."""

import sys

from tools.pictures.drawing import draw_all

if __name__ == "__main__":
    draw_all(sys.argv[1:])

"""Composites a painted mask over a photo with Pillow.

pillow_job.py paste|pixels PHOTO MASK OUT, or pillow_job.py version
"""

import sys

import PIL
from PIL import Image


def paste(photo, mask):
    """The quick way: one call, which blends in C."""
    photo.paste(mask.convert(photo.mode), (0, 0), mask)


def pixels(photo, mask):
    """The way it is often written: a loop over pixels."""
    target, paint = photo.load(), mask.load()
    for y in range(photo.height):
        for x in range(photo.width):
            *colour, alpha = paint[x, y]
            if alpha:
                share = alpha / 255
                target[x, y] = tuple(
                    int(new * share + old * (1 - share))
                    for new, old in zip(colour, target[x, y])
                )


def main(way, photo_file, mask_file, result_file):
    photo, mask = Image.open(photo_file), Image.open(mask_file)
    photo.load()
    {"paste": paste, "pixels": pixels}[way](photo, mask)
    photo.save(result_file)


if sys.argv[1:] == ["version"]:
    print(PIL.__version__)
else:
    main(*sys.argv[1:])

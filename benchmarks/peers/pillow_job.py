"""Composites a painted mask over a photo with Pillow.

pillow_job.py paste|pixels PHOTO MASK OUT
pillow_job.py crowd PHOTO MASK FOLDER JOBS    many at once, on a thread each
pillow_job.py save PHOTO OUT                   only encodes
pillow_job.py version
"""

import os
import sys
import threading

import PIL
from PIL import Image

# As with sharp: the pictures are our own, and there is no harm in their size.
Image.MAX_IMAGE_PIXELS = None


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


def composite(way, photo_file, mask_file, result_file, once_read=lambda: None):
    photo, mask = Image.open(photo_file), Image.open(mask_file)
    photo.load()
    mask.load()
    once_read()
    way(photo, mask)
    photo.save(result_file)


def crowd(photo_file, mask_file, folder, jobs):
    """Every thread has read its pictures before one goes on."""
    midst = threading.Barrier(int(jobs))
    threads = [
        threading.Thread(
            target=composite,
            args=(paste, photo_file, mask_file, os.path.join(folder, f"{job}.png"), midst.wait),
        )
        for job in range(int(jobs))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main(job, *arguments):
    if job == "version":
        print(PIL.__version__)
    elif job == "save":
        Image.open(arguments[0]).save(arguments[1])
    elif job == "crowd":
        crowd(*arguments)
    else:
        composite({"paste": paste, "pixels": pixels}[job], *arguments)


main(*sys.argv[1:])

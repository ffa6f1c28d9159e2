package io.github.maskloom.examples.studio;

import java.nio.file.Path;

/**
 * A photo of a room, with what was painted over it.
 *
 * @param folder where its files are; its name is the photo's id
 */
record RoomPhoto(Path folder) {
  /** The photo, upright and shrunk. */
  Path image() {
    return folder.resolve("photo");
  }

  /** The strokes, as a PNG; missing until they are sent. */
  Path mask() {
    return folder.resolve("mask.png");
  }

  /** The photo with the strokes over it, as a PNG; missing until they are sent. */
  Path scene() {
    return folder.resolve("scene.png");
  }
}

package io.github.maskloom.examples.cli;

/** The sides of a room. */
record RoomSize(double lengthMeters, double widthMeters) {
  /**
   * Parses two numbers of meters with an {@code x} between them.
   *
   * @throws IllegalArgumentException saying what was expected instead
   */
  static RoomSize parse(String text) {
    int cross = text.indexOf('x');
    if (cross < 0) {
      throw new IllegalArgumentException(
          "expected LxW in meters, such as 4.5x3, not '" + text + "'");
    }
    return new RoomSize(
        OptionValues.meters(text.substring(0, cross)),
        OptionValues.meters(text.substring(cross + 1)));
  }
}

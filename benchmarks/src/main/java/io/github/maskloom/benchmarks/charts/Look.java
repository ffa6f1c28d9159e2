package io.github.maskloom.benchmarks.charts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a peer looks, the same in every chart. The colors of the first five differ by at least 11 in
 * OKLab (times 100) for every kind of color blindness, on white and on black; markers differ too.
 *
 * @param style the class that the style sheet gives its color
 * @param marker a path around 0, 0
 */
record Look(String style, String light, String dark, String marker) {
  private static final String CIRCLE = "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z";
  private static final String SQUARE = "M-4 -4H4V4H-4Z";
  private static final String TRIANGLE = "M0 -5.2L5 3.8H-5Z";
  private static final String DIAMOND = "M0 -5.5L5.5 0L0 5.5L-5.5 0Z";
  private static final String TRIANGLE_DOWN = "M0 5.2L5 -3.8H-5Z";
  private static final String CROSS = "M-1.6 -5H1.6V-1.6H5V1.6H1.6V5H-1.6V1.6H-5V-1.6H-1.6Z";
  private static final String BAR = "M-5 -1.8H5V1.8H-5Z";
  private static final String POST = "M-1.8 -5H1.8V5H-1.8Z";

  /** Maskloom's, then those of known peers, then some to spare. */
  static final List<Look> ALL =
      List.of(
          new Look("maskloom", "#1f67ce", "#49a0fd", CIRCLE),
          new Look("sharp", "#e46a1d", "#ec7902", SQUARE),
          new Look("libvips", "#3ca396", "#7bdcbf", TRIANGLE),
          new Look("java2d", "#78106a", "#c474a4", DIAMOND),
          new Look("pillow", "#5b5405", "#fbc829", TRIANGLE_DOWN),
          new Look("other1", "#6e7781", "#9198a1", CROSS),
          new Look("other2", "#6e7781", "#9198a1", BAR),
          new Look("other3", "#6e7781", "#9198a1", POST));

  private static final List<String> KNOWN =
      List.of("Maskloom", "sharp", "libvips", "Java2D", "Pillow");

  /**
   * Returns each peer's look; peers that are not known take the spare ones in turn.
   *
   * @throws IllegalArgumentException if there are not enough
   */
  static Map<String, Look> of(List<String> peers) {
    Map<String, Look> looks = new HashMap<>();
    int spare = KNOWN.size();
    for (String peer : peers) {
      int look = KNOWN.contains(peer) ? KNOWN.indexOf(peer) : spare++;
      if (look == ALL.size()) {
        throw new IllegalArgumentException("no look is left for " + peer);
      }
      looks.put(peer, ALL.get(look));
    }
    return looks;
  }

  /** Whether the chart is about this peer: its line is thicker and its name bold. */
  boolean emphasized() {
    return equals(ALL.get(0));
  }

  String textStyle() {
    return emphasized() ? "strong" : "plain";
  }
}

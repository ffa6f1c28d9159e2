package io.github.maskloom.internal.tiff;

import java.util.Set;

/** Numbers of the TIFF fields that matter here (TIFF 6.0, appendix A). */
final class TiffTag {
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int FILL_ORDER = 266;
  static final int STRIP_OFFSETS = 273;
  static final int ORIENTATION = 274;
  static final int SAMPLES = 277;
  static final int ROWS_PER_STRIP = 278;
  static final int STRIP_BYTES = 279;
  static final int X_RESOLUTION = 282;
  static final int Y_RESOLUTION = 283;
  static final int PLANAR = 284;
  static final int T4_OPTIONS = 292;
  static final int T6_OPTIONS = 293;
  static final int RESOLUTION_UNIT = 296;
  static final int PREDICTOR = 317;
  static final int COLOR_MAP = 320;
  static final int TILE_WIDTH = 322;
  static final int TILE_HEIGHT = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_BYTES = 325;
  static final int EXTRA_SAMPLES = 338;
  static final int SAMPLE_FORMAT = 339;
  static final int JPEG_TABLES = 347;
  static final int ICC_PROFILE = 34_675;

  /** All that the decoder reads into memory, and what is of use beside. */
  static final Set<Integer> WANTED =
      Set.of(
          WIDTH,
          HEIGHT,
          BITS,
          COMPRESSION,
          PHOTOMETRIC,
          FILL_ORDER,
          STRIP_OFFSETS,
          ORIENTATION,
          SAMPLES,
          ROWS_PER_STRIP,
          STRIP_BYTES,
          X_RESOLUTION,
          Y_RESOLUTION,
          PLANAR,
          T4_OPTIONS,
          T6_OPTIONS,
          RESOLUTION_UNIT,
          PREDICTOR,
          COLOR_MAP,
          TILE_WIDTH,
          TILE_HEIGHT,
          TILE_OFFSETS,
          TILE_BYTES,
          EXTRA_SAMPLES,
          SAMPLE_FORMAT,
          JPEG_TABLES,
          ICC_PROFILE,
          512,
          513,
          514,
          515,
          517,
          518,
          519,
          520,
          521,
          529,
          530,
          532);

  static final Set<Integer> COUNTED_AS_PARTS =
      Set.of(STRIP_OFFSETS, STRIP_BYTES, TILE_OFFSETS, TILE_BYTES);

  private TiffTag() {}
}

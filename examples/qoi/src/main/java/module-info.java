/** QOI as a format of one's own, for class path and module path alike. */
@org.jspecify.annotations.NullMarked
module io.github.maskloom.examples.qoi {
  requires transitive io.github.maskloom.raster;
  requires static org.jspecify;

  exports io.github.maskloom.examples.qoi;

  provides io.github.maskloom.format.ImageFormat with
      io.github.maskloom.examples.qoi.QoiFormat;
}

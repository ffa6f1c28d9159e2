/** Streams a painted mask over a photo, row by row, in constant memory. */
@org.jspecify.annotations.NullMarked
module io.github.maskloom {
  requires transitive io.github.maskloom.raster;
  requires transitive java.desktop;
  requires static org.jspecify;
  requires com.fasterxml.jackson.core;
  requires com.google.common;
  requires org.slf4j;

  exports io.github.maskloom;
  exports io.github.maskloom.catalog;
  exports io.github.maskloom.fusion;
  exports io.github.maskloom.fusion.spi;
  exports io.github.maskloom.prepare;

  uses io.github.maskloom.fusion.spi.FusionProvider;
}

/** Providers of one's own, a file each, for class path and module path alike. */
@org.jspecify.annotations.NullMarked
module io.github.maskloom.examples.sketch {
  requires transitive io.github.maskloom.http;
  requires static org.jspecify;

  exports io.github.maskloom.examples.sketch;

  provides io.github.maskloom.fusion.spi.FusionProvider with
      io.github.maskloom.examples.sketch.SketchProvider,
      io.github.maskloom.examples.sketch.RemoteSketchProvider,
      io.github.maskloom.examples.sketch.QueuedSketchProvider;
}

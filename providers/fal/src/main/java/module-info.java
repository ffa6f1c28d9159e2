/** The provider for the mask models behind the queue of fal. */
@org.jspecify.annotations.NullMarked
module io.github.maskloom.fal {
  requires com.google.common;
  requires transitive io.github.maskloom;
  requires transitive io.github.maskloom.http;
  requires static org.jspecify;

  exports io.github.maskloom.fal;

  provides io.github.maskloom.fusion.spi.FusionProvider with
      io.github.maskloom.fal.FalProvider;
}

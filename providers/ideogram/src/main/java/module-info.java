/** The provider for precise edit of Ideogram. */
@org.jspecify.annotations.NullMarked
module io.github.maskloom.ideogram {
  requires transitive io.github.maskloom;
  requires transitive io.github.maskloom.http;
  requires static org.jspecify;

  exports io.github.maskloom.ideogram;

  provides io.github.maskloom.fusion.spi.FusionProvider with
      io.github.maskloom.ideogram.IdeogramProvider;
}

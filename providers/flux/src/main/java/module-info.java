/** The provider for the FLUX fill models of Black Forest Labs. */
@org.jspecify.annotations.NullMarked
module io.github.maskloom.flux {
  requires transitive io.github.maskloom;
  requires transitive io.github.maskloom.http;
  requires static org.jspecify;

  exports io.github.maskloom.flux;

  provides io.github.maskloom.fusion.spi.FusionProvider with
      io.github.maskloom.flux.FluxProvider;
}

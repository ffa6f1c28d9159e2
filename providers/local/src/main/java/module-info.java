/** The provider {@code local}, which previews without a model, a key or a network. */
@org.jspecify.annotations.NullMarked
module io.github.maskloom.local {
  requires transitive io.github.maskloom;
  requires com.google.common;
  requires static org.jspecify;

  exports io.github.maskloom.local;

  provides io.github.maskloom.fusion.spi.FusionProvider with
      io.github.maskloom.local.LocalFusionProvider;
}

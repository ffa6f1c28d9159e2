/** The provider for Volcengine Ark and BytePlus ModelArk (Doubao Seedream). */
@org.jspecify.annotations.NullMarked
module io.github.maskloom.ark {
  requires transitive io.github.maskloom;
  requires transitive io.github.maskloom.http;
  requires static org.jspecify;

  exports io.github.maskloom.ark;

  provides io.github.maskloom.fusion.spi.FusionProvider with
      io.github.maskloom.ark.ArkProvider;
}

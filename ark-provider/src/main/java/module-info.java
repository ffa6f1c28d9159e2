/** The provider for Volcengine Ark and BytePlus ModelArk (Doubao Seedream). */
@org.jspecify.annotations.NullMarked
module io.github.maskloom.ark {
  requires transitive io.github.maskloom;
  requires transitive okhttp3;
  requires com.fasterxml.jackson.core;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.github.maskloom.ark;

  provides io.github.maskloom.fusion.spi.FusionProvider with
      io.github.maskloom.ark.ArkProvider;
}

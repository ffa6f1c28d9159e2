/** The provider for Google's Gemini image models. */
@org.jspecify.annotations.NullMarked
module io.github.maskloom.gemini {
  requires transitive io.github.maskloom;
  requires transitive io.github.maskloom.http;
  requires static org.jspecify;

  exports io.github.maskloom.gemini;

  provides io.github.maskloom.fusion.spi.FusionProvider with
      io.github.maskloom.gemini.GeminiProvider;
}

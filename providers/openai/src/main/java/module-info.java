/** The provider for OpenAI's image edits, and for servers of one's own that speak like them. */
@org.jspecify.annotations.NullMarked
module io.github.maskloom.openai {
  requires transitive io.github.maskloom.http;
  requires static org.jspecify;

  exports io.github.maskloom.openai;

  provides io.github.maskloom.fusion.spi.FusionProvider with
      io.github.maskloom.openai.OpenAiProvider;
}

/** The provider for Volcengine Ark (Doubao Seedream). */
@org.jspecify.annotations.NullMarked
module io.github.maskloom.ark {
  requires transitive io.github.maskloom;
  requires static org.jspecify;
}

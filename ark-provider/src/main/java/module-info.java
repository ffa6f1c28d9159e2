/** The provider for Volcengine Ark (Doubao Seedream). */
@org.jspecify.annotations.NullMarked
module io.github.maskloom.ark {
  requires transitive io.github.maskloom;
  requires static org.jspecify;
  requires com.fasterxml.jackson.core;
  requires okhttp3;
  requires org.slf4j;
}

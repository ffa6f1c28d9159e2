/** What providers that speak HTTP share: calls, attempts, connections and answers. */
@org.jspecify.annotations.NullMarked
module io.github.maskloom.http {
  requires transitive io.github.maskloom;
  requires transitive okhttp3;
  requires com.google.common;
  requires okio;
  requires com.fasterxml.jackson.core;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.github.maskloom.http;
  exports io.github.maskloom.http.model;
  exports io.github.maskloom.http.settings;
  exports io.github.maskloom.http.wire;
}

package io.github.maskloom.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of objects in buckets; what a bucket does is tested in {@code examples/s3}. */
class ImageStoreTest {
  private final ImageStore store =
      new ImageStore(Map.of("MASKLOOM_S3_ENDPOINT", "http://127.0.0.1:1"));

  @ParameterizedTest
  @ValueSource(strings = {"s3://", "s3://bucket", "s3://bucket/", "s3:///key"})
  void aKeyThatNamesNoObjectIsRefused(String key) {
    assertThatThrownBy(() -> store.target(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected s3://bucket/key");
  }

  @Test
  void aKeyNamesABucketAndAnObject() {
    assertThat(store.target("s3://rooms/a/b.png")).hasToString("object a/b.png");
  }

  @Test
  void otherKeysAreFiles() throws IOException {
    assertThat(store.bytes("/nowhere/at/all.png")).isEmpty();
  }

  @Test
  void aWorkerOpensItsStoresOnce() {
    assertThat(
            new ImageStore(store.environment()).object("s3://rooms/a.png").orElseThrow().bucket())
        .isSameAs(store.object("s3://rooms/b.png").orElseThrow().bucket());
  }
}

package io.github.maskloom.examples.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The program, which leaves its result for whoever wants to look. */
class S3MainTest {
  private final String folder = UUID.randomUUID() + "/";

  @Test
  void compositesWithinABucket() throws IOException {
    try (TestStore store = new TestStore()) {
      store.put(folder + "photo", TestImages.png(1));
      store.put(folder + "mask", TestImages.transparentPng());

      Main.composite(store.store(), folder + "photo", folder + "mask", folder + "painted.png");

      byte[] painted = store.bytes(folder + "painted.png").orElseThrow();
      assertThat(Files.write(Path.of("target", "painted.png"), painted)).isNotEmptyFile();
    }
  }

  @Test
  void asksForAnExtension() throws IOException {
    try (TestStore store = new TestStore()) {
      assertThatThrownBy(() -> Main.composite(store.store(), "photo", "mask", "painted"))
          .hasMessageContaining("extension");
    }
  }
}

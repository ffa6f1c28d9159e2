package io.github.maskloom.examples.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.ImageInfo;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Scanner;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a process takes that composites from a store into it. */
class S3MemoryTest {
  private static final long PART_BYTES = 8 << 20;

  /** Connections, and answers that are parsed. */
  private static final long GROWTH_BYTES = 2 << 20;

  @TempDir Path folder;
  private final String prefix = UUID.randomUUID() + "/";
  @RegisterExtension final TestStore store = new TestStore();

  @AfterEach
  void clear() {
    for (String key : List.of("photo", "mask", "result", "huge")) {
      store.direct().deleteObject(request -> request.bucket(S3Server.BUCKET).key(prefix + key));
    }
  }

  @Test
  @Tag("slow")
  void twentyMegapixelsPassThroughLittleHeapWithoutTemporaryFiles() throws Exception {
    check(5_000, 4_000);
  }

  @Test
  @Tag("large")
  void soDo600Megapixels() throws Exception {
    check(30_000, 20_000);
  }

  private void check(int width, int height) throws Exception {
    store.put(prefix + "mask", TestImages.transparentPng());
    NoisyRows.preparer().prepare(new NoisyRows(width, height), target("photo"));
    long length = length("photo");
    store.proxy().forget();

    Map<String, Long> figures = probe();

    System.out.printf(
        "%dx%d, %d bytes: %s, %d bytes to the client, %s GET, %s PUT%n",
        width,
        height,
        length,
        figures,
        store.proxy().bytesToClient(),
        store.proxy().count("GET"),
        store.proxy().count("PUT"));
    assertThat(figure(figures, "width")).isEqualTo(width);
    assertThat(figure(figures, "photo")).isBetween(length, length * 101 / 100);
    assertThat(store.proxy().bytesToClient()).isLessThan(length * 101 / 100 + (256 << 10));
    assertThat(figure(figures, "most"))
        .isLessThan(figure(figures, "first") + PART_BYTES + GROWTH_BYTES);
    assertThat(store.openUploads(prefix)).isZero();
  }

  private Map<String, Long> probe() throws Exception {
    List<String> arguments =
        List.of(
            store.proxy().uri().toString(), prefix + "photo", prefix + "mask", prefix + "result");
    Process child = ChildJvm.start(S3Probe.class, folder.resolve("none"), arguments, "-Xmx48m");
    Map<String, Long> figures = new HashMap<>();
    try (Scanner out = new Scanner(child.getInputStream(), UTF_8)) {
      while (out.hasNext()) {
        figures.put(out.next(), out.nextLong());
      }
    }
    assertThat(child.waitFor()).isZero();
    return figures;
  }

  private static long figure(Map<String, Long> figures, String name) {
    return Objects.requireNonNull(figures.get(name));
  }

  /** A PNG whose data are zeros: what stands before them is an image's. */
  @Test
  @Tag("large")
  void inspectingAGigabyteTakesAQuarterMegabyte() throws Exception {
    byte[] zeros = new byte[1 << 20];
    try (ImageTarget.Draft draft = target("huge").openDraft()) {
      byte[] head = TestImages.png(1);
      int data = new String(head, US_ASCII).indexOf("IDAT") - 4;
      draft.stream().write(Arrays.copyOf(head, data));
      draft.stream().write(new byte[] {0x40, 0, 0, 0, 'I', 'D', 'A', 'T'});
      for (int i = 0; i < 1 << 10; i++) {
        draft.stream().write(zeros);
      }
      draft.commit();
    }
    store.proxy().forget();

    ImageInfo info = ImageInfo.read(store.store().source(prefix + "huge"));

    System.out.printf("inspected with %d bytes%n", store.proxy().bytesToClient());
    assertThat(info.geometry().width()).isEqualTo(64);
    assertThat(store.proxy().bytesToClient()).isLessThanOrEqualTo(256 << 10);
  }

  private ImageTarget target(String name) {
    return store.store().target(prefix + name, ObjectOptions.of("image/png"));
  }

  private long length(String name) throws IOException {
    return store.store().source(prefix + name).length().orElseThrow();
  }
}

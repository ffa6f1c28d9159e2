package io.github.maskloom.openai;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.raster.testing.internal.ChildJvm;
import io.github.maskloom.testing.internal.openai.OpenAiServer;
import io.github.maskloom.testing.internal.openai.SentPart;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory of an edit does not grow with its images. */
@Tag("slow")
class EditMemoryTest {
  private static final String SMALL_HEAP = "-Xmx32m";
  private static final int SENT_BYTES = 40_000_000;
  private static final int RECEIVED_BYTES = 30_000_000;
  private static final int PREVIEW_BYTES = 10_000_000;

  @TempDir Path folder;

  /** 640 MB up, 400 MB down. */
  @Test
  void sixteenImagesGoAndTenComeInOneJson() throws Exception {
    Answer answer = images(TestImages.largeJpeg(RECEIVED_BYTES, 2), 10);
    try (OpenAiServer server = new OpenAiServer(answer)) {
      probe(server, 16, 10, 0);

      assertThat(server.call().images())
          .hasSize(16)
          .extracting(SentPart::length)
          .containsOnly((long) SENT_BYTES);
    }
    assertReceived("image-", 10, RECEIVED_BYTES);
  }

  /** 600 MB down, in forty events. */
  @Test
  void tenImagesAndThreePreviewsOfEachComeInEvents() throws Exception {
    byte[] preview = base64(PREVIEW_BYTES);
    byte[] image = base64(RECEIVED_BYTES);
    Answer answer =
        chunks(
            "text/event-stream",
            out -> {
              for (int i = 0; i < 40; i++) {
                boolean done = i % 4 == 3;
                String type = done ? "completed" : "partial_image";
                out.write(
                    ("data: {\"type\":\"image_edit." + type + "\",\"b64_json\":\"")
                        .getBytes(US_ASCII));
                out.write(done ? image : preview);
                out.write("\"}\n\n".getBytes(US_ASCII));
              }
            });
    try (OpenAiServer server = new OpenAiServer(answer)) {
      probe(server, 1, 10, 3);
    }
    assertReceived("image-", 10, RECEIVED_BYTES);
    assertReceived("preview-", 30, PREVIEW_BYTES);
  }

  /** One image so many times in one JSON, which is never whole in memory. */
  static Answer images(byte[] image, int count) {
    byte[] base64 = Base64.getEncoder().encode(image);
    return chunks(
        "application/json",
        out -> {
          out.write("{\"data\":[".getBytes(US_ASCII));
          for (int i = 0; i < count; i++) {
            out.write((i == 0 ? "{\"b64_json\":\"" : ",{\"b64_json\":\"").getBytes(US_ASCII));
            out.write(base64);
            out.write("\"}".getBytes(US_ASCII));
          }
          out.write("]}".getBytes(US_ASCII));
        });
  }

  private static byte[] base64(int bytes) {
    return Base64.getEncoder().encode(TestImages.largeJpeg(bytes, 2));
  }

  /** Writes an answer. */
  private interface Body {
    void write(OutputStream out) throws IOException;
  }

  private static Answer chunks(String type, Body body) {
    return call -> {
      call.readBody();
      try (OutputStream out = call.exchange().respondInChunks(200, call.answerHeaders(type))) {
        body.write(out);
      }
    };
  }

  private void probe(OpenAiServer server, int sent, int made, int previews) throws Exception {
    Path image = TestImages.largeJpeg(folder, "scene.png", SENT_BYTES, 1);
    Path received = Files.createDirectory(folder.resolve("received"));
    Process child =
        ChildJvm.startWith(
            EditProbe.class,
            List.of(
                server.baseUrl().toString(),
                image.toString(),
                String.valueOf(sent),
                String.valueOf(made),
                String.valueOf(previews),
                received.toString()),
            SMALL_HEAP);
    assertThat(child.waitFor()).as("how the probe ended").isZero();
  }

  private void assertReceived(String name, int count, long bytes) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("received"))) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith(name)))
          .hasSize(count)
          .allSatisfy(file -> assertThat(Files.size(file)).isEqualTo(bytes));
    }
  }
}

package io.github.maskloom.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.image.ImageTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Outputs by their names, each a line: the SHA-256 of its bytes, and the facts of its report. They
 * are compared with a recording. After a change on purpose this writes them anew:
 *
 * <pre>
 * mvn test -pl core -Dtest=GoldenOutputsTest -Dtest.jvmArgs=-Dmaskloom.recordings=write
 * </pre>
 */
final class GoldenOutputs {
  private final Map<String, String> lines = new LinkedHashMap<>();

  /** Makes an output and says what its report says. */
  @FunctionalInterface
  interface Making {
    String to(ImageTarget target) throws IOException;
  }

  void add(String name, Making making) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String line;
    try {
      String facts = making.to(ImageTarget.of(out));
      line = Hashing.sha256().hashBytes(out.toByteArray()) + " " + facts;
    } catch (MaskloomException | IllegalArgumentException refusal) {
      line = "refused: " + refusal.getClass().getSimpleName();
    }
    if (lines.put(name, line) != null) {
      throw new IllegalStateException("two outputs have the name " + name);
    }
  }

  /** Compares all outputs with the recording, or writes it. */
  void check(String recording) throws IOException {
    if ("write".equals(System.getProperty("maskloom.recordings"))) {
      StringBuilder text = new StringBuilder();
      lines.forEach((name, line) -> text.append(name).append(": ").append(line).append('\n'));
      Path resources = Path.of("src/test/resources", getClass().getPackageName().replace('.', '/'));
      Files.writeString(resources.resolve(recording), text);
      return;
    }
    Map<String, String> recorded = recorded(recording);
    StringBuilder differences = new StringBuilder();
    lines.forEach(
        (name, now) -> {
          String before = recorded.getOrDefault(name, "");
          if (!before.equals(now)) {
            differences.append("%s%n- %s%n+ %s%n".formatted(name, before, now));
          }
        });
    assertThat(differences.toString()).as("outputs that %s has otherwise", recording).isEmpty();
    assertThat(lines.keySet()).as("outputs").containsExactlyElementsOf(recorded.keySet());
  }

  private static Map<String, String> recorded(String recording) throws IOException {
    Map<String, String> lines = new LinkedHashMap<>();
    try (InputStream in = GoldenOutputs.class.getResourceAsStream(recording)) {
      String text = new String(Objects.requireNonNull(in, recording).readAllBytes(), UTF_8);
      text.lines()
          .forEach(
              line -> {
                int end = line.indexOf(": ");
                lines.put(line.substring(0, end), line.substring(end + 2));
              });
    }
    return lines;
  }
}

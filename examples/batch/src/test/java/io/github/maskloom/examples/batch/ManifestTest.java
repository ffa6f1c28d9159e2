package io.github.maskloom.examples.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private static final ManifestRow MADE =
      new ManifestRow(
          Optional.of("out/\"é\".png"),
          1,
          Optional.of("0123"),
          Optional.of(
              new StoredImage(
                  new MadeImage(2048, 1024, OptionalDouble.of(0.25), "splice"), "cafe", 1L << 40)),
          71,
          Optional.empty());
  private static final ManifestRow FAILED =
      new ManifestRow(
          Optional.empty(),
          1L << 33,
          Optional.empty(),
          Optional.empty(),
          0,
          Optional.of("JobException: what\tnot"));

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("manifest.jsonl");
  }

  @Test
  void keepsRowsInTheirOrder() throws IOException {
    add(MADE);
    add(FAILED, MADE);

    assertThat(rows()).containsExactly(MADE, FAILED, MADE);
    assertThat(Files.readAllLines(file).get(0))
        .isEqualTo(
            "{\"key\":\"out/\\\"é\\\".png\",\"line\":1,\"job\":\"0123\",\"etag\":\"cafe\","
                + "\"geometry\":{\"width\":2048,\"height\":1024},\"coverage\":0.25,"
                + "\"bytes\":1099511627776,\"strategy\":\"splice\",\"millis\":71,\"failure\":null}");
  }

  @Test
  void aRowThatWasCutShortIsCutOff() throws IOException {
    add(MADE);
    String whole = Files.readString(file);
    for (int bytes = 1; bytes < whole.length() - 1; bytes++) {
      Files.writeString(file, whole + whole.substring(0, bytes));
      assertThat(rows()).containsExactly(MADE);
      assertThat(file).hasContent(whole.strip());
    }
    add(FAILED);
    assertThat(rows()).containsExactly(MADE, FAILED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a letter",
        "a letter\n",
        "{\"photo\":\"a.png\",\"out\":\"b.png\"}\n",
        "{\"key\":\"a\"}\n",
        "{\"key\":\"a\",\"line\":1,\"millis\":1,\"etag\":\"cafe\"}\n",
        "\n"
      })
  void aFileOfAnotherKindIsLeftAsItIs(String text) throws IOException {
    Files.writeString(file, text);

    assertThatThrownBy(this::rows)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("manifest: ")
        .hasMessageContaining("is no row");
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  void nothingStandsBehindARowThatCouldNotBeWritten() throws IOException {
    Manifest manifest = Manifest.open(file);
    manifest.close();

    assertThatThrownBy(() -> manifest.append(MADE)).hasMessageStartingWith("manifest: ");
    assertThatThrownBy(() -> manifest.append(MADE))
        .hasMessageStartingWith("manifest: a row before this one could not be written");
  }

  @Test
  void oneBatchAtATimeWritesIt() throws IOException {
    try (Manifest first = Manifest.open(file)) {
      assertThatThrownBy(this::rows).hasMessageContaining("another batch writes it");
      first.append(MADE);
    }
    assertThat(rows()).containsExactly(MADE);
  }

  private void add(ManifestRow... rows) throws IOException {
    try (Manifest manifest = Manifest.open(file)) {
      for (ManifestRow row : rows) {
        manifest.append(row);
      }
    }
  }

  private List<ManifestRow> rows() throws IOException {
    List<ManifestRow> rows = new ArrayList<>();
    try (Manifest manifest = Manifest.open(file)) {
      manifest.read(rows::add);
    }
    return rows;
  }
}

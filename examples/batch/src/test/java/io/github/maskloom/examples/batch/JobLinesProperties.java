package io.github.maskloom.examples.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is quoted by the rules is read as it was. */
class JobLinesProperties {
  private static final List<String> NAMES = List.of("photo", "mask", "out");

  @Property
  void aRecordIsReadAsItWasQuoted(@ForAll("values") List<String> values) throws IOException {
    String csv = String.join(",", NAMES) + "\r\n" + quoted(values) + "\r\n" + quoted(values);

    assertThat(fields(csv)).isEqualTo(given(values));
  }

  private static String quoted(List<String> values) {
    return String.join(
        ",", values.stream().map(value -> '"' + value.replace("\"", "\"\"") + '"').toList());
  }

  private static Map<String, String> fields(String text) throws IOException {
    try (JobLines lines = JobLines.read(new ByteArrayInputStream(text.getBytes(UTF_8)))) {
      return lines.next().orElseThrow().fields();
    }
  }

  private static Map<String, String> given(List<String> values) {
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i < NAMES.size(); i++) {
      if (!values.get(i).isEmpty()) {
        given.put(NAMES.get(i), values.get(i));
      }
    }
    return given;
  }

  @Provide
  Arbitrary<List<String>> values() {
    return Arbitraries.strings()
        .withChars('"', ',', '\r', '\n', ' ', ';', '\\', '{', 'a', 'é', '漢')
        .ofMaxLength(12)
        .list()
        .ofSize(NAMES.size());
  }
}

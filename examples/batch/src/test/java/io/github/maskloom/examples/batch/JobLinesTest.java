package io.github.maskloom.examples.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobLinesTest {
  @Test
  void csvSaysTheSameAsJson() throws IOException {
    String json =
        """
        {"photo":"a b.png","out":"1.png","quality":90,"lenient":true}

        {"photo":"say \\"hi\\", twice.png","out":"2.png","lenient":false}
        {"photo":"é.png","out":"3.png","quality":null}
        """;
    String csv =
        """
        photo,out,quality,lenient
        a b.png,1.png,90,true

        "say ""hi"", twice.png",2.png,,false
        é.png,"3.png","",
        """;

    assertThat(read(csv))
        .extracting(JobLine::fields)
        .isEqualTo(read(json).stream().map(JobLine::fields).toList())
        .hasSize(3);
    assertThat(read(csv.replace("\n", "\r\n"))).isEqualTo(read(csv));
    assertThat(read(json.replace("\n", "\r\n"))).isEqualTo(read(json));
    assertThat(read("\uFEFF" + csv)).isEqualTo(read(csv));
    assertThat(read("\uFEFF" + json)).isEqualTo(read(json));
  }

  @Test
  void theLastLineNeedsNoEnd() throws IOException {
    assertThat(read("{\"out\":\"1\"}")).isEqualTo(read("{\"out\":\"1\"}\n")).hasSize(1);
    assertThat(read("out\n1")).isEqualTo(read("out\n1\n")).hasSize(1);
    assertThat(read("")).isEmpty();
    assertThat(read("\n \n")).isEmpty();
    assertThat(JobLines.read(new ByteArrayInputStream("out\n1\n2".getBytes(UTF_8))).count())
        .isEqualTo(2);
  }

  @Test
  void aRecordHasTheNumberOfTheLineWhereItBegins() throws IOException {
    assertThat(read("out,photo\n1,\"a\nb\"\n\n2,c\n"))
        .containsExactly(
            JobLine.of(2, Map.of("out", "1", "photo", "a\nb")),
            JobLine.of(5, Map.of("out", "2", "photo", "c")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"out":"1"             | no JSON object, at column 11
          {"out" "1"}            | no JSON object, at column 8
          {"out":{"a":1}}        | out: expected a text, a number, true, false or null
          {"out":["1"]}          | out: expected a text, a number, true, false or null
          {"out":"1","out":"2"}  | out: given twice
          {"out":"1"}{"out":"2"} | one JSON object a line is expected
          [{"out":"1"}]          | a JSON object is expected
          17                     | a JSON object is expected
          """)
  void aLineThatIsNoObjectIsAMistakeAndTheNextOneIsRead(String line, String mistake)
      throws IOException {
    List<JobLine> lines = read("{\"out\":\"0\"}\n" + line + "\n{\"out\":\"3\"}\n");

    assertThat(lines)
        .containsExactly(
            JobLine.of(1, Map.of("out", "0")),
            JobLine.mistaken(2, mistake),
            JobLine.of(3, Map.of("out", "3")));
  }

  @Test
  void aLineThatIsNoUtf8IsAMistake() throws IOException {
    byte[] bytes = "{\"out\":\"_\"}\n{\"out\":\"2\"}\n".getBytes(UTF_8);
    bytes[8] = (byte) 0xFF;
    try (JobLines lines = JobLines.read(new ByteArrayInputStream(bytes))) {
      assertThat(lines.next().orElseThrow().mistake()).isPresent();
      assertThat(lines.next()).contains(JobLine.of(2, Map.of("out", "2")));
    }
  }

  @Test
  void aLineThatIsTooLongIsAMistake() throws IOException {
    String fitting = "{\"out\":\"" + "x".repeat(JobLines.MAX_BYTES - 10) + "\"}";
    List<JobLine> lines = read(fitting + "\n " + fitting + "\n{\"out\":\"3\"}");

    assertThat(lines).extracting(JobLine::number).containsExactly(1L, 2L, 3L);
    assertThat(lines.get(0).mistake()).isEmpty();
    assertThat(lines.get(1).mistake()).contains("longer than 65536 bytes");
    assertThat(lines.get(2).mistake()).isEmpty();
  }

  @Test
  void aRecordOfAnotherLengthIsAMistake() throws IOException {
    assertThat(read("out,photo\n1\n2,b,c\n3,d\n"))
        .containsExactly(
            JobLine.mistaken(2, "1 fields, but the first line names 2"),
            JobLine.mistaken(3, "3 fields, but the first line names 2"),
            JobLine.of(4, Map.of("out", "3", "photo", "d")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "out\n1\n2\n\"3\n",
        "out\n1\n2\n\"3\"4\n",
        "out\n1\n2\n\"3\n4\n5\n6\n7\n",
        "out\n1\n2\n\"3"
      })
  void aQuoteThatIsNotClosedEndsTheReading(String csv) throws IOException {
    try (JobLines lines = JobLines.read(new ByteArrayInputStream(csv.getBytes(UTF_8)))) {
      assertThat(lines.next()).isPresent();
      assertThat(lines.next()).isPresent();
      assertThatThrownBy(lines::next)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("jobs: a quote that is not closed")
          .hasMessageEndingWith("below line 3");
    }
  }

  @Test
  void aRecordThatIsTooLongEndsTheReading() {
    assertThatThrownBy(() -> read("out\n1\n\"" + "x\n".repeat(JobLines.MAX_BYTES)))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("below line 2");
  }

  @Test
  void csvThatIsNoUtf8EndsTheReading() {
    byte[] bytes = "out\n_\n".getBytes(UTF_8);
    bytes[4] = (byte) 0xE9;
    assertThatThrownBy(() -> JobLines.read(new ByteArrayInputStream(bytes)).count())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo,mask\na,b\n", "photo;out\na;b\n", "hello", "out,out\na,b\n"})
  void aFirstLineThatNamesNoFieldsIsRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("first line");
  }

  private static List<JobLine> read(String text) throws IOException {
    List<JobLine> all = new ArrayList<>();
    try (JobLines lines = JobLines.read(new ByteArrayInputStream(text.getBytes(UTF_8)))) {
      for (Optional<JobLine> line = lines.next(); line.isPresent(); line = lines.next()) {
        all.add(line.get());
      }
    }
    return all;
  }
}

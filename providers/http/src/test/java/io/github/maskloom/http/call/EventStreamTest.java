package io.github.maskloom.http.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void readsEventsWhateverEndsALine(String end) throws IOException {
    assertThat(events("event: a" + end + "data: 1" + end + end + "data:2" + end + end))
        .containsExactly("a|1", "|2");
  }

  @Test
  void joinsLinesOfData() throws IOException {
    assertThat(events("data: one\nevent: a\ndata:  two\ndata\n\n"))
        .containsExactly("a|one\n two\n");
  }

  @Test
  void passesOverCommentsAndUnknownFields() throws IOException {
    assertThat(events(": hello\nid: 7\nretry: 5\nodd\ndata: 1\n: more\ndata: 2\n\n"))
        .containsExactly("|1\n2");
  }

  @Test
  void forgetsANameWithoutData() throws IOException {
    assertThat(events("event: a\n\ndata: 1\n\n")).containsExactly("|1");
  }

  @Test
  void takesAnEventThatNoBlankLineEnds() throws IOException {
    assertThat(events("data: 1")).containsExactly("|1");
  }

  @Test
  void passesOverAByteOrderMark() throws IOException {
    assertThat(events("\uFEFFdata: 1\n\n")).containsExactly("|1");
  }

  @Test
  void takesALineThatBeginsWithABraceForData() throws IOException {
    assertThat(events("{\"error\":1}\n\n")).containsExactly("|{\"error\":1}");
  }

  @Test
  void goesOnAfterAnEventThatNobodyRead() throws IOException {
    EventStream stream =
        new EventStream(new ByteArrayInputStream("data: 1\n\ndata: 2\n\n".getBytes(UTF_8)));
    assertThat(stream.next()).isTrue();
    assertThat(stream.next()).isTrue();
    assertThat(stream.readAllBytes()).isEqualTo("2".getBytes(UTF_8));
    assertThat(stream.next()).isFalse();
  }

  @Test
  void endsAnEventWithoutWaitingForTheNextByte() throws IOException {
    EventStream stream = new EventStream(new EndlessAfter("data: 1\r\r"));
    assertThat(stream.next()).isTrue();
    assertThat(stream.readAllBytes()).isEqualTo("1".getBytes(UTF_8));
  }

  private static List<String> events(String text) throws IOException {
    List<String> whole = read(new ByteArrayInputStream(text.getBytes(UTF_8)));
    assertThat(read(new OneByteAtATime(text))).isEqualTo(whole);
    return whole;
  }

  private static List<String> read(InputStream in) throws IOException {
    EventStream stream = new EventStream(in);
    List<String> events = new ArrayList<>();
    while (stream.next()) {
      String data = new String(stream.readAllBytes(), UTF_8);
      events.add(stream.name() + "|" + data);
    }
    return events;
  }

  private static final class OneByteAtATime extends ByteArrayInputStream {
    OneByteAtATime(String text) {
      super(text.getBytes(UTF_8));
    }

    @Override
    public synchronized int read(byte[] to, int offset, int length) {
      return super.read(to, offset, Math.min(1, length));
    }
  }

  /** Fails where a socket would block. */
  private static final class EndlessAfter extends ByteArrayInputStream {
    EndlessAfter(String text) {
      super(text.getBytes(UTF_8));
    }

    @Override
    public synchronized int read(byte[] to, int offset, int length) {
      if (available() == 0) {
        throw new IllegalStateException("waits for more");
      }
      return super.read(to, offset, length);
    }
  }
}

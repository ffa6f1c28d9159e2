package io.github.maskloom.http.call;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whatever the bytes, events are those that a reader which holds all of them finds. */
class EventStreamFuzzTest {
  private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";
  private static final int MAX_NAME_BYTES = 256;

  private record Event(String name, String data) {}

  @FuzzTest
  void anyBytes(byte[] bytes) throws IOException {
    String text = new String(bytes, ISO_8859_1);
    boolean wholeMark = text.startsWith(BYTE_ORDER_MARK);
    if (wholeMark || !text.startsWith("\u00ef")) {
      List<Event> expected = reference(wholeMark ? text.substring(3) : text);
      assertThat(read(new ByteArrayInputStream(bytes))).isEqualTo(expected);
      assertThat(read(new Drip(bytes))).isEqualTo(expected);
    } else {
      assertThat(read(new Drip(bytes))).isEqualTo(read(new ByteArrayInputStream(bytes)));
    }
  }

  private static List<Event> read(InputStream in) throws IOException {
    EventStream stream = new EventStream(in);
    List<Event> events = new ArrayList<>();
    while (stream.next()) {
      String data = new String(stream.readAllBytes(), ISO_8859_1);
      events.add(new Event(stream.name(), data));
    }
    return events;
  }

  /** The algorithm of the standard, with the two liberties that the reader documents. */
  private static List<Event> reference(String text) {
    List<Event> events = new ArrayList<>();
    List<String> data = new ArrayList<>();
    String name = "";
    for (String line : text.split("\r\n|\r|\n", -1)) {
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          events.add(new Event(name, String.join("\n", data)));
        }
        data.clear();
        name = "";
      } else if (line.startsWith("{")) {
        data.add(line);
      } else if (field.equals("data")) {
        data.add(value(line, colon));
      } else if (field.equals("event")) {
        name = name(value(line, colon));
      }
    }
    if (!data.isEmpty()) {
      events.add(new Event(name, String.join("\n", data)));
    }
    return events;
  }

  private static String value(String line, int colon) {
    String value = colon < 0 ? "" : line.substring(colon + 1);
    return value.startsWith(" ") ? value.substring(1) : value;
  }

  private static String name(String value) {
    byte[] bytes = value.getBytes(ISO_8859_1);
    return new String(Arrays.copyOf(bytes, Math.min(bytes.length, MAX_NAME_BYTES)), UTF_8);
  }

  /** Gives a byte at a time. */
  private static final class Drip extends ByteArrayInputStream {
    Drip(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(1, length));
    }
  }
}

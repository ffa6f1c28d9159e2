package io.github.maskloom.http.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import java.io.CharArrayReader;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;

/**
 * The text of a JSON object in UTF-8, for a parser that hands characters back, so that an image is
 * read past it. <b>Memory:</b> a block of 8 KiB, and what the parser hands back. <b>Threads:</b>
 * confined to one.
 */
final class AnswerText extends Reader {
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final Reader in;

  /** What was handed back. */
  private CharArrayReader back = new CharArrayReader(new char[0]);

  private boolean begun;

  private AnswerText(FirstObject object) {
    in = new InputStreamReader(object, UTF_8);
  }

  /** A parser of an object. */
  static JsonParser parser(FirstObject object) throws IOException {
    return AnswerReader.JSON.createParser(new AnswerText(object));
  }

  /** Takes back from a parser what it has read ahead. */
  static AnswerText behind(JsonParser json) throws IOException {
    AnswerText text = (AnswerText) json.getInputSource();
    CharArrayWriter ahead = new CharArrayWriter();
    json.releaseBuffered(ahead);
    text.takeBack(ahead.toCharArray(), 0);
    return text;
  }

  /** Takes characters back from an index on, which are read next. */
  void takeBack(char[] chars, int from) throws IOException {
    CharArrayWriter all = new CharArrayWriter();
    all.write(chars, from, chars.length - from);
    back.transferTo(all);
    back = new CharArrayReader(all.toCharArray());
  }

  @Override
  public int read(char[] to, int offset, int length) throws IOException {
    int count = back.read(to, offset, length);
    if (count > 0) {
      return count;
    }
    count = in.read(to, offset, length);
    if (!begun && count > 0 && to[offset] == BYTE_ORDER_MARK) {
      to[offset] = ' ';
    }
    begun |= count > 0;
    return count;
  }

  @Override
  public void close() {}
}

package io.github.maskloom.internal.webp;

import io.github.maskloom.format.FormatInput;
import io.github.maskloom.format.ImageFile;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.SeekableBytes;
import io.github.maskloom.internal.limits.LimitCheck;
import java.io.IOException;
import java.util.List;

/**
 * WebP (RFC 9649), lossy and lossless, of which the first frame is read. It is held in the heap:
 * the size is taken from the headers, and refused before anything is allocated for it.
 */
public final class WebpFormat implements ImageFormat {
  static final String NAME = "WebP";

  private static final int FORM_AT = 8;

  /**
   * Makes the format, as {@link java.util.ServiceLoader} does. It opens nothing and has no state.
   */
  public WebpFormat() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String mediaType() {
    return "image/webp";
  }

  @Override
  public List<String> extensions() {
    return List.of("webp");
  }

  @Override
  public boolean begins(byte[] head) {
    return isAt(head, 0, "RIFF") && isAt(head, FORM_AT, "WEBP");
  }

  private static boolean isAt(byte[] head, int at, String letters) {
    boolean same = head.length >= at + letters.length();
    for (int i = 0; same && i < letters.length(); i++) {
      same = head[at + i] == letters.charAt(i);
    }
    return same;
  }

  @Override
  public ImageFile open(FormatInput input) throws IOException {
    SeekableBytes bytes = input.seekable(start -> new WebpHeader(start, input.limits()).readSize());
    WebpHeader header = new WebpHeader(bytes, input.limits());
    header.read(input.damage());
    LimitCheck.heldBytes(input.limits(), header.frame().heldBytes());
    return input.owned(new WebpReader(header, bytes));
  }
}

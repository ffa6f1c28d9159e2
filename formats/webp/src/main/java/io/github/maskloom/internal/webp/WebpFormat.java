package io.github.maskloom.internal.webp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
    String start = new String(head, ISO_8859_1);
    return start.startsWith("RIFF") && start.startsWith("WEBP", FORM_AT);
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

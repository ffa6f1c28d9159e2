package io.github.maskloom.testing.internal.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.testing.internal.server.Exchange;
import io.github.maskloom.testing.internal.server.ReceivedCall;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** A call of image edits, as it was received, and what the service would hold against it. */
public final class EditCall extends ReceivedCall {
  private static final Set<String> IMAGE_TYPES = Set.of("image/png", "image/jpeg", "image/webp");
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})x([0-9]{1,9})");
  private static final int MAX_MASK_BYTES = 4_000_000;
  private static final int MAX_IMAGES = 16;

  private volatile List<SentPart> parts = List.of();
  private volatile String json = "";

  EditCall(Exchange exchange) {
    super(exchange);
  }

  /**
   * Waits until the body was read.
   *
   * @return the parts of the form in order, or none if the body is no form
   * @throws AssertionError if that took longer than 30 seconds
   */
  public List<SentPart> parts() {
    awaitBody();
    return parts;
  }

  /**
   * Waits until the body was read.
   *
   * @return the body as it is if it is no form, or empty if it is one
   * @throws AssertionError if that took longer than 30 seconds
   */
  public String json() {
    awaitBody();
    return json;
  }

  /** {@return the texts of the form by name, in order; of several of one name the last} */
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    parts().stream().filter(p -> !p.isFile()).forEach(p -> fields.put(p.name(), p.text()));
    return fields;
  }

  /**
   * Finds the files of a field.
   *
   * @param name of the field, such as {@code image[]}
   * @return the files in order; may be none
   */
  public List<SentPart> files(String name) {
    return parts().stream().filter(part -> part.isFile() && part.name().equals(name)).toList();
  }

  /** {@return the files whose field's name begins with {@code image}, in order} */
  public List<SentPart> images() {
    return parts().stream().filter(p -> p.isFile() && p.name().startsWith("image")).toList();
  }

  /** {@return the first part whose field is {@code mask} or {@code markup}, or empty if none is} */
  public Optional<SentPart> mask() {
    return parts().stream()
        .filter(part -> part.name().equals("mask") || part.name().equals("markup"))
        .findFirst();
  }

  @Override
  protected void keep(InputStream body) throws IOException {
    String type = header("Content-Type").orElse("");
    int boundary = type.indexOf("boundary=");
    if (type.startsWith("multipart/form-data") && boundary > 0) {
      parts = SentPart.parts(body, type.substring(boundary + "boundary=".length()));
    } else {
      json = new String(body.readAllBytes(), UTF_8);
    }
  }

  /**
   * {@return what the service would refuse in the form, one text a fault} Empty if the body is no
   * form, or was not read yet. Of an {@code sd-server} fewer fields are checked. A mask is decoded,
   * and with it the first image. A fault of either is that ImageIO does not know its format.
   *
   * @throws IOException if the mask or the first image breaks off
   */
  public List<String> faults() throws IOException {
    List<String> faults = new ArrayList<>();
    if (parts.isEmpty()) {
      return faults;
    }
    check(faults, header("Content-Length").isPresent(), "the length is not known");
    check(faults, images().size() >= 1 && images().size() <= MAX_IMAGES, "1 to 16 images");
    check(
        faults,
        images().size() == 1 || files("image[]").size() == images().size(),
        "several images are image[]");
    for (SentPart file : images()) {
      check(faults, IMAGE_TYPES.contains(file.mediaType()), "unsupported mimetype " + file);
      check(faults, !file.fileName().isEmpty(), "a file has no name");
    }
    check(faults, files("mask").isEmpty() || files("markup").isEmpty(), "mask and markup");
    check(faults, !fields().getOrDefault("prompt", "").isEmpty(), "there is no prompt");
    if (!ofSdServer()) {
      checkFields(faults, fields());
    }
    if (mask().isPresent()) {
      checkMask(faults, mask().get());
    }
    return faults;
  }

  private boolean ofSdServer() {
    return path().contains("/sd/");
  }

  private static void checkFields(List<String> faults, Map<String, String> fields) {
    boolean since2 = fields.getOrDefault("model", "").startsWith("gpt-image-2");
    check(faults, !fields.containsKey("response_format"), "response_format");
    check(faults, fields.containsKey("model"), "there is no model");
    check(faults, !since2 || !fields.containsKey("input_fidelity"), "invalid_input_fidelity_model");
    check(
        faults,
        !since2 || isOnGrid(fields.getOrDefault("size", "auto")),
        "the size is off the grid");
    check(
        faults,
        !fields.containsKey("partial_images") || fields.containsKey("stream"),
        "partial_images without stream");
    check(
        faults,
        !fields.containsKey("output_compression")
            || Set.of("jpeg", "webp").contains(fields.getOrDefault("output_format", "png")),
        "output_compression");
  }

  private static boolean isOnGrid(String size) {
    Matcher sides = SIZE.matcher(size);
    if (!sides.matches()) {
      return size.equals("auto");
    }
    long width = Long.parseLong(sides.group(1));
    long height = Long.parseLong(sides.group(2));
    long longer = Math.max(width, height);
    return width % 16 == 0
        && height % 16 == 0
        && longer <= 3840
        && longer <= 3 * Math.min(width, height)
        && width * height >= 655_360
        && width * height <= 8_294_400;
  }

  private void checkMask(List<String> faults, SentPart mask) throws IOException {
    check(faults, mask.mediaType().equals("image/png"), "the mask is no PNG");
    check(faults, mask.length() < MAX_MASK_BYTES, "the mask has 4 MB or more");
    Optional<BufferedImage> image = read(faults, mask, "mask");
    if (image.isPresent() && !images().isEmpty()) {
      BufferedImage mine = image.get();
      read(faults, images().get(0), "first image")
          .filter(its -> its.getWidth() != mine.getWidth() || its.getHeight() != mine.getHeight())
          .ifPresent(its -> faults.add("the mask has another size"));
    }
    boolean alpha = image.map(decoded -> decoded.getColorModel().hasAlpha()).orElse(true);
    check(faults, alpha || ofSdServer(), "the mask has no alpha");
  }

  private static Optional<BufferedImage> read(List<String> faults, SentPart file, String name)
      throws IOException {
    Optional<BufferedImage> image = Optional.ofNullable(decoded(file));
    check(faults, image.isPresent(), "ImageIO does not know the format of the " + name);
    return image;
  }

  /**
   * Decodes a file.
   *
   * @param file whose bytes were kept whole
   * @return the image as ImageIO reads it; null if ImageIO does not know its format
   * @throws IOException if the image breaks off
   */
  public static BufferedImage decoded(SentPart file) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(file.bytes()));
  }

  private static void check(List<String> faults, boolean holds, String fault) {
    if (!holds) {
      faults.add(fault);
    }
  }

  @Override
  public Map<String, String> answerHeaders(String contentType) {
    Map<String, String> headers = new LinkedHashMap<>(super.answerHeaders(contentType));
    headers.put("openai-processing-ms", "41000");
    headers.put("x-ratelimit-limit-requests", "5");
    return headers;
  }
}

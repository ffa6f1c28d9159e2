package io.github.maskloom.testing.internal;

import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.internal.server.TestImages;
import java.util.List;
import java.util.Optional;

/** Builds a request of a photo, a mask and words, which a test changes. Not for several threads. */
public final class TestRequest {
  /** A JPEG. */
  public static final byte[] PHOTO = TestImages.jpeg(101);

  /** A PNG. */
  public static final byte[] MASK = TestImages.png(102);

  private ProviderInput.Image photo = ServiceTrial.picture(PHOTO, "image/jpeg");
  private Optional<ProviderInput.Image> mask = Optional.of(ServiceTrial.picture(MASK, "image/png"));
  private List<ProviderInput> references = List.of();
  private String prompt = "put the green velvet sofa where the mask is white";
  private OutputSize size = OutputSize.UNSET;
  private int count = 1;
  private final RequestOptions options;

  /**
   * Begins with a request for one image.
   *
   * @param options of the request, each of another type
   */
  public TestRequest(ProviderOptions... options) {
    this.options = RequestOptions.of(List.of(options));
  }

  /**
   * Makes an image of which more is said than is true.
   *
   * @param mediaType of the file
   * @param width in pixels
   * @param height in pixels
   * @param bytes length of the file
   * @return an image that is {@link #PHOTO}
   */
  public static ProviderInput.Image image(String mediaType, int width, int height, long bytes) {
    return new ProviderInput.Image(ImageSource.of(PHOTO), mediaType, width, height, bytes);
  }

  /**
   * Changes the photo.
   *
   * @param value in its place
   * @return this builder
   */
  public TestRequest photo(ProviderInput.Image value) {
    photo = value;
    return this;
  }

  /**
   * Changes the mask.
   *
   * @param value in its place, or nothing for a request without a mask
   * @return this builder
   */
  public TestRequest mask(ProviderInput.Image... value) {
    mask = List.of(value).stream().findFirst();
    return this;
  }

  /**
   * Changes the references.
   *
   * @param values in place of none
   * @return this builder
   */
  public TestRequest references(ProviderInput... values) {
    references = List.of(values);
    return this;
  }

  /**
   * Changes the words.
   *
   * @param words in their place
   * @return this builder
   */
  public TestRequest prompt(String words) {
    prompt = words;
    return this;
  }

  /**
   * Changes the size.
   *
   * @param value in place of none
   * @return this builder
   */
  public TestRequest size(OutputSize value) {
    size = value;
    return this;
  }

  /**
   * Changes the number of images.
   *
   * @param images in place of one
   * @return this builder
   */
  public TestRequest count(int images) {
    count = images;
    return this;
  }

  /** {@return the request as it stands} */
  public ProviderRequest build() {
    return new ProviderRequest(photo, mask, references, prompt, size, count, options);
  }
}

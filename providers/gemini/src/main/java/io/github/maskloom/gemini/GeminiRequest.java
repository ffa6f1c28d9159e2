package io.github.maskloom.gemini;

import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput.Image;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.ModelAccess;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.JsonBody;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One request in the service's terms: words first, then photo and references. */
final class GeminiRequest extends ModelAccess<GeminiOptions> implements ImageRequest {
  /** More images than an answer was seen to hold. */
  private static final int MAX_IMAGES = 8;

  /** A request has at most 100 MB in base64, which images of 75 MB are. */
  private static final long MAX_BYTES = 74_900_000;

  private final ProviderRequest request;

  /**
   * A request to be sent.
   *
   * @throws FusionRequestException if it has what cannot be sent, or, of a known model, what the
   *     service would refuse
   */
  GeminiRequest(HttpConfig config, ProviderRequest request) {
    super(config, request, GeminiOptions.NONE);
    this.request = request;
    refuse(
        request.mask().isPresent(),
        "the mask is an image of its own, but must be painted into the photo");
    checkedBy().ifPresent(model -> check(model, request, options().fields()));
    long all = images().stream().mapToLong(Image::bytes).sum();
    refuse(
        checkedBy().isPresent() && all > MAX_BYTES,
        "the images have " + all + " bytes, at most " + MAX_BYTES);
  }

  /** Photo first, then the references, none of which is a link. */
  private List<Image> images() {
    return Stream.concat(Stream.of(request.photo()), request.references().stream())
        .map(Image.class::cast)
        .toList();
  }

  @Override
  public String path() {
    return "models/" + modelId() + ":generateContent";
  }

  @Override
  public int imagesAtMost() {
    return 1;
  }

  /** An answer may hold more than was asked for, all of which are billed. */
  @Override
  public int imagesTaken() {
    return MAX_IMAGES;
  }

  @Override
  public List<BodyPart> body() throws IOException {
    JsonBody body =
        new JsonBody(GeminiProvider.ID)
            .ascii("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":");
    body.value(request.prompt()).ascii("}");
    for (Image image : images()) {
      body.ascii(",{\"inline_data\":{\"mime_type\":").value(image.mediaType());
      body.ascii(",\"data\":").base64(image).ascii("}}");
    }
    body.ascii("]}],\"generationConfig\":").value(generationConfig()).ascii("}");
    return body.parts();
  }

  /** Images alone: a model that may also write tends to write instead. */
  private Map<String, Object> generationConfig() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("responseModalities", List.of("IMAGE"));
    if (!request.size().equals(OutputSize.UNSET)) {
      fields.put(GeminiOptions.IMAGE, Map.of("imageSize", request.size().toString()));
    }
    options().fields().forEach((name, value) -> fields.merge(name, value, GeminiRequest::both));
    return fields;
  }

  /** The later value, with what an earlier object has beside it. */
  private static Object both(Object earlier, Object later) {
    if (earlier instanceof Map<?, ?> some && later instanceof Map<?, ?> more) {
      Map<Object, Object> both = new LinkedHashMap<>(more);
      some.forEach(both::putIfAbsent);
      return both;
    }
    return later;
  }
}

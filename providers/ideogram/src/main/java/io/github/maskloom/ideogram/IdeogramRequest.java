package io.github.maskloom.ideogram;

import static io.github.maskloom.ideogram.IdeogramOptions.AUTO;
import static io.github.maskloom.ideogram.IdeogramOptions.CONTEXT_WINDOW;
import static java.util.stream.Stream.concat;

import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.ProviderInput.Image;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.ImageRequest;
import io.github.maskloom.http.ModelAccess;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.FormBody;
import io.github.maskloom.prepare.UploadLimits;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One edit in the service's terms: photo, mask, references, and fields. */
final class IdeogramRequest extends ModelAccess<IdeogramOptions> implements ImageRequest {
  static final String COUNT = "num_images";

  private static final int MOST_REFERENCES_WITH_MASK = 3;
  private static final long MAX_BYTES = 50_000_000;

  /** What the form has around images and prompt, at most. */
  private static final int FORM_BYTES = 8 << 10;

  private static final Pattern WINDOW = Pattern.compile("auto|\\d{1,5}(,\\d{1,5}){3}");

  private final ProviderRequest request;
  private final FormBody form = new FormBody(IdeogramProvider.ID);
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /**
   * A request to be sent.
   *
   * @throws FusionRequestException if it has what cannot be sent, or, of a known model, what the
   *     service would refuse
   */
  IdeogramRequest(HttpConfig config, ProviderRequest request) {
    super(config, request, IdeogramOptions.NONE);
    this.request = request;
    fields.put("prompt", request.prompt());
    if (request.count() > 1) {
      fields.put(COUNT, request.count());
    }
    if (IdeogramProvider.isQueued(config)) {
      fields.put(IdeogramProvider.ASYNC, true);
    }
    fields.putAll(options().fields());
    checkedBy().ifPresent(this::check);
  }

  private void check(Model model) {
    Model.Images images = model.images();
    UploadLimits limits = IdeogramModels.limits(images.limits(), fields);
    UploadLimits ofMask = IdeogramModels.limits(images.mask(), fields);
    check(model.withLimits(limits, ofMask), request, fields);
    boolean masked = request.mask().isPresent();
    refuse(
        masked && request.references().size() > MOST_REFERENCES_WITH_MASK,
        "reference_images: %d beside a mask, but at most %d"
            .formatted(request.references().size(), MOST_REFERENCES_WITH_MASK));
    String window = String.valueOf(fields.getOrDefault(CONTEXT_WINDOW, "0,0,0,0"));
    refuse(
        !WINDOW.matcher(window).matches(),
        "context_window: neither auto nor y_min,x_min,y_max,x_max");
    refuse(window.equals(AUTO) && !masked, "context_window: auto needs a mask");
    long bytes = images().mapToLong(Image::bytes).sum() + FORM_BYTES;
    refuse(bytes > MAX_BYTES, "the images have " + bytes + " bytes together, at most " + MAX_BYTES);
  }

  private Stream<Image> images() {
    Stream<Image> references = request.references().stream().map(Image.class::cast);
    return concat(Stream.of(request.photo()), concat(request.mask().stream(), references));
  }

  @Override
  public String path() {
    return "image/precise-edit/" + modelId();
  }

  @Override
  public String contentType() {
    return form.contentType();
  }

  @Override
  public List<BodyPart> body() throws IOException {
    fields.forEach(form::field);
    form.image("image", "image", request.photo());
    request.mask().ifPresent(mask -> form.image("mask", "mask", mask));
    for (int i = 0; i < request.references().size(); i++) {
      form.image("reference_images", "reference-" + (i + 1), (Image) request.references().get(i));
    }
    return form.parts();
  }
}

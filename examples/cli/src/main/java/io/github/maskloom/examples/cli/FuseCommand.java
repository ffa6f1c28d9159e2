package io.github.maskloom.examples.cli;

import io.github.maskloom.MaskFit;
import io.github.maskloom.ark.ArkConfig;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionRequest.Focus;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.gemini.GeminiConfig;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.openai.OpenAiConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code maskloom fuse}: puts furniture into a photo of a room. */
final class FuseCommand implements Command {
  private final Option<String> provider =
      Option.optional(
          "--provider",
          "ID",
          text -> text,
          "local",
          "Who makes the image: local pastes a preview, without a key or a network; ark asks"
              + " Doubao Seedream, with the key in ARK_API_KEY; openai asks OpenAI, with the key in"
              + " OPENAI_API_KEY; gemini asks Gemini, with the key in GEMINI_API_KEY; sd-server asks a"
              + " server of stable-diffusion.cpp, without a key (local).");
  private final Option<InputImage> photo =
      Option.required(
          "--photo", "FILE", InputImage::parse, "The room: PNG, JPEG, GIF, BMP or TIFF.");
  private final Option<InputImage> mask =
      Option.required("--mask", "FILE", InputImage::parse, "The image that says where.");
  private final Option<MaskConvention> convention =
      Option.optional(
          "--convention",
          "NAME",
          OptionValues::convention,
          MaskConvention.PAINTED,
          "What the mask means: painted, painted-everywhere, white, transparent or binary:N; see"
              + " composite (painted).");
  private final Option<Boolean> fillEnclosed =
      Option.flag(
          "--fill-enclosed",
          "What strokes enclose counts as painted, as people mean who circle a place.");
  private final Option<List<FuseReference>> reference =
      Option.repeatable(
          "--reference",
          "FILE|URL",
          FuseReference::parse,
          "An image of the furniture; may be given again. A link is fetched by the provider;"
              + " local fetches none.");
  private final Option<String> prompt =
      Option.optional(
          "--prompt",
          "TEXT",
          text -> text,
          "",
          "The wish in words, for a model; local takes none.");
  private final Option<OutputSize> size =
      Option.optional(
          "--size",
          "NAME|WxH",
          OptionValues::outputSize,
          OutputSize.UNSET,
          "Size of the provider's image, such as 2K or 2048x1536 (its choice).");
  private final Option<Integer> count =
      Option.optional(
          "--count", "N", OptionValues.integer(1, 15), 1, "How many images to ask for (1).");
  private final Option<Boolean> severalCalls =
      Option.flag(
          "--several-calls",
          "Split --count into several calls where it is more than the model is known to make in"
              + " one. Each call is billed.");
  private final Option<Boolean> restore =
      Option.flag(
          "--restore",
          "Bring back what was not painted; the image then has the photo's size and format.");
  private final Option<Double> focus =
      Option.bareOrValued(
          "--focus",
          "FACTOR",
          OptionValues.factor(Focus.MIN_CONTEXT, Focus.MAX_CONTEXT),
          String.valueOf(Focus.DEFAULT.context()),
          "Send only the part of the photo around what is painted, so many times as wide and high"
              + " (1.5 if no factor stands behind an equals sign), and put the answer back into"
              + " the photo as --restore does.");
  private final Option<MaskFit> fit = CompositorOptions.fit();
  private final Option<OutputFormat> format =
      Option.absent(
          "--format",
          "png|jpeg",
          OptionValues::outputFormat,
          "What a restored image is written as (as the photo is, or png).");
  private final EdgeArguments edge = new EdgeArguments();
  private final Option<Boolean> matchColor =
      Option.flag(
          "--match-color",
          "Correct the colors of the restored image by what it shows around the paint.");
  private final Option<String> model =
      Option.absent(
          "--model",
          "ID",
          OptionValues::notBlank,
          "The service's model, or Ark's endpoint ep-... ("
              + ArkConfig.DEFAULT_MODEL
              + "; "
              + OpenAiConfig.DEFAULT_MODEL
              + "; "
              + GeminiConfig.DEFAULT_MODEL
              + ").");
  private final Option<URI> baseUrl =
      Option.absent(
          "--base-url",
          "URL",
          OptionValues::url,
          "Where the service is (Volcengine, Beijing; api.openai.com; Google; port 1234 of this"
              + " machine).");
  private final Option<Boolean> watermark =
      Option.flag("--watermark", "Let Ark print its mark on the image.");
  private final Option<Path> out =
      Option.required(
          "--out",
          "DIR",
          Path::of,
          "The folder for the images, fused-1 and so on, in the place of those of an earlier"
              + " run; it is made if it is not there. Images that came are kept even if others"
              + " failed; of a part that could not be put back, in a folder parts within.");
  private final Option<Path> journal =
      Option.absent("--journal", "FILE", Path::of, "Append a line of JSON about the call.");
  private final Option<Boolean> json =
      Option.flag("--json", "Print the report as JSON instead of a summary.");

  @Override
  public String name() {
    return "fuse";
  }

  @Override
  public String summary() {
    return "Put furniture into a photo of a room, where the mask is painted.";
  }

  @Override
  public String example() {
    return "java -jar maskloom.jar fuse --photo room.jpg --mask strokes.png --reference sofa.png"
        + " --restore --out fused";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> all =
        new ArrayList<>(
            List.of(
                provider,
                photo,
                mask,
                convention,
                fillEnclosed,
                fit,
                reference,
                prompt,
                size,
                count,
                severalCalls,
                restore,
                focus));
    all.addAll(edge.options());
    all.addAll(List.of(format, matchColor, model, baseUrl, watermark, out, journal, json));
    return all;
  }

  @Override
  public Optional<String> conflict() {
    List<Option<?>> restoring = new ArrayList<>(edge.options());
    restoring.addAll(List.of(format, matchColor));
    for (Option<?> option : restoring) {
      if (option.isGiven() && !restore.value() && !focus.isGiven()) {
        return Optional.of(option.name() + " is of use only with --restore or --focus");
      }
    }
    for (Option<?> option : List.of(model, baseUrl)) {
      if (option.isGiven() && !ProviderSettings.SERVICES.contains(provider.value())) {
        return Optional.of(
            option.name()
                + " is of use only with --provider "
                + String.join(", ", ProviderSettings.SERVICES));
      }
    }
    if (watermark.isGiven() && !provider.value().equals(ProviderSettings.ARK)) {
      return Optional.of(watermark.name() + " is of use only with --provider ark");
    }
    Optional<String> ignored = ignoredByLocal();
    return ignored.isPresent() ? ignored : overwritten();
  }

  /** What the preview plays no part in. */
  private Optional<String> ignoredByLocal() {
    if (!provider.value().equals("local")) {
      return Optional.empty();
    }
    if (prompt.isGiven()) {
      return Optional.of("--prompt is of no use with --provider local, which takes no words");
    }
    return reference.value().stream()
        .filter(each -> each.link().isPresent())
        .findFirst()
        .map(link -> "--reference: --provider local fetches no links, only files: " + link);
  }

  private Optional<String> overwritten() {
    Map<Path, String> inputs = new LinkedHashMap<>();
    inputs.put(photo.value().path(), photo.name());
    inputs.put(mask.value().path(), mask.name());
    for (FuseReference each : reference.value()) {
      inputs.put(each.file().path(), reference.name());
    }
    FusedFiles files = new FusedFiles(out.value());
    for (Map.Entry<Path, String> input : inputs.entrySet()) {
      if (journal.isGiven() && FileChecks.isSame(input.getKey(), journal.value())) {
        return Optional.of(
            FileChecks.overwritten(journal.name(), input.getValue(), journal.value()));
      }
      if (files.holds(input.getKey())) {
        return Optional.of(
            "an image in --out is the same file as "
                + input.getValue()
                + ", which is never overwritten: "
                + input.getKey());
      }
    }
    return Optional.empty();
  }

  @Override
  public void run(Streams streams) throws IOException {
    PrintStream stdout = streams.out();
    FileChecks.rereadable("photo", photo.value());
    FileChecks.rereadable("mask", mask.value());
    for (FuseReference each : reference.value()) {
      each.check();
    }
    Optional<JournalFile> kept = journalFile();
    FusedFiles files = new FusedFiles(out.value());
    files.check();
    try (FusionClient client = client(kept);
        FusionResult result = fuse(client)) {
      List<Path> written = files.write(result);
      if (json.value()) {
        FusionJson.print(result, written, stdout);
      } else {
        FusionText.print(result, written, stdout);
      }
      // What is not there is why the command fails, once all that is there was written.
      result.image();
      if (kept.isPresent()) {
        kept.get().check();
      }
    }
  }

  private ProviderSettings settings() {
    return new ProviderSettings(provider.value());
  }

  private Optional<JournalFile> journalFile() throws IOException {
    if (!journal.isGiven()) {
      return Optional.empty();
    }
    FileChecks.appendable("journal", journal.value());
    return Optional.of(new JournalFile(journal.value()));
  }

  private FusionClient client(Optional<JournalFile> kept) throws IOException {
    FusionConfig.Builder config =
        FusionConfig.builder()
            .provider(settings().config(model, baseUrl))
            .closeGrace(Duration.ZERO);
    kept.ifPresent(config::journal);
    return FusionClient.open(config.build());
  }

  private FusionResult fuse(FusionClient client) throws IOException {
    try (FusionStatus status = new FusionStatus(ProgressBar.onTerminal(), count.value())) {
      FusionCall call = client.start(request(status));
      ShutdownSignal shutdown = ShutdownSignal.install(call::cancel);
      try {
        return call.result();
      } catch (ImageException e) {
        throw new IOException(inOptions(e), e);
      } finally {
        shutdown.close();
      }
    }
  }

  /** What is wrong with an image, in the words of the command line. */
  private String inOptions(ImageException failure) {
    String role = failure.image().orElse("");
    String message = LimitText.of(failure);
    if (role.equals("photo")) {
      return message + " (" + photo.value() + ")";
    }
    if (role.equals("mask")) {
      return message + " (" + mask.value() + ")";
    }
    for (int i = 0; i < reference.value().size(); i++) {
      if (role.equals("reference " + (i + 1))) {
        return message + " (" + reference.value().get(i) + ")";
      }
    }
    return message;
  }

  private FusionRequest request(FusionStatus status) {
    FusionRequest.Builder request =
        FusionRequest.builder(photo.value().path())
            .mask(ImageSource.of(mask.value().path()), convention.value())
            .fillEnclosed(fillEnclosed.value())
            .fit(fit.value())
            .prompt(prompt.value())
            .size(size.value())
            .count(count.value())
            .severalCalls(severalCalls.value())
            .listener(status);
    reference.value().forEach(each -> each.addTo(request));
    settings().options(watermark.value()).ifPresent(request::options);
    if (focus.isGiven()) {
      request.focus(Focus.of(focus.value()));
    }
    if (restore.value() || focus.isGiven()) {
      request.restore(edge.value().withMatchColor(matchColor.value()));
    }
    if (format.isGiven()) {
      request.format(format.value());
    }
    return request.build();
  }
}

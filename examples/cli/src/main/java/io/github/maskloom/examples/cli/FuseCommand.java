package io.github.maskloom.examples.cli;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.dashscope.DashScopeProvider;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.flux.FluxProvider;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionRequest.Focus;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.gemini.GeminiProvider;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.openai.OpenAiProvider;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code maskloom fuse}: puts furniture into a photo of a room. */
final class FuseCommand implements Command {
  private final Option<String> provider =
      Option.optional(
              "--provider",
              "ID",
              text -> text,
              ProviderSettings.LOCAL,
              "Who makes the image: local pastes a preview, without a key or a network; ark asks"
                  + " Doubao Seedream, with the key in ARK_API_KEY; openai asks OpenAI, with the"
                  + " key in OPENAI_API_KEY; gemini asks Gemini, with the key in GEMINI_API_KEY;"
                  + " flux asks FLUX fill, with the key in BFL_API_KEY; dashscope asks Wan of"
                  + " Alibaba Cloud, with the key in DASHSCOPE_API_KEY; sd-server asks a server of"
                  + " stable-diffusion.cpp, without a key (local).")
          .choices(ProviderSettings.NAMES.toArray(String[]::new));
  private final FuseImages images = new FuseImages();
  private final Option<MaskConvention> convention =
      CompositorOptions.convention(
          "What the mask means: painted, painted-everywhere, white, transparent or binary:N; see"
              + " composite (painted).");
  private final Option<Boolean> fillEnclosed =
      Option.flag(
          "--fill-enclosed",
          "What strokes enclose counts as painted, as people mean who circle a place.");
  private final Option<String> prompt =
      Option.optional(
          "--prompt",
          "TEXT",
          text -> text,
          "",
          "The wish in words, for a model; local takes none.");
  private final Option<Path> promptFile =
      Option.absent(
          "--prompt-file",
          "FILE",
          Path::of,
          "A file with the wish, in UTF-8, for words that nobody else is to see.");
  private final Option<OutputSize> size =
      Option.optional(
          "--size",
          "NAME|WxH",
          OptionValues::outputSize,
          OutputSize.UNSET,
          "Size of the provider's image, such as 2K or 2048x1536 (its choice).");
  private final Option<Integer> count =
      Option.optional(
              "--count", "N", OptionValues.integer(1, 15), 1, "How many images to ask for (1).")
          .or("-n");
  private final Option<Boolean> severalCalls =
      Option.flag(
          "--several-calls",
          "Split --count into several calls where it is more than the model is known to make in"
              + " one. Each call is billed.");
  private final Option<Boolean> wholeAnswer =
      Option.flag(
          "--whole-answer",
          "Keep the provider's whole image, in its size and format. Otherwise what was not painted"
              + " is brought back.");
  private final Option<Double> focus =
      Option.bareOrValued(
          "--focus",
          "FACTOR",
          OptionValues.factor(Focus.MIN_CONTEXT, Focus.MAX_CONTEXT),
          String.valueOf(Focus.DEFAULT.context()),
          "Send only the part of the photo around what is painted, so many times as wide and high"
              + " (1.5 if no factor stands behind an equals sign), and put the answer back into"
              + " the photo.");
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
              + ArkProvider.DEFAULT_MODEL
              + "; "
              + OpenAiProvider.DEFAULT_MODEL
              + "; "
              + GeminiProvider.DEFAULT_MODEL
              + "; "
              + FluxProvider.DEFAULT_MODEL
              + "; "
              + DashScopeProvider.DEFAULT_MODEL
              + ").");
  private final Option<URI> baseUrl =
      Option.absent(
          "--base-url",
          "URL",
          OptionValues::url,
          "Where the service is (Volcengine, Beijing; api.openai.com; Google; api.bfl.ai; Beijing;"
              + " port 1234 of this machine).");
  private final Option<Boolean> watermark =
      Option.flag("--watermark", "Let Ark print its mark on the image.");
  private final Option<OutputImage> out =
      Option.required(
              "--out",
              "DIR",
              OutputImage::parse,
              "The folder for the images, fused-1 and so on, in the place of those of an earlier"
                  + " run; it is made if it is not there. Images that came are kept even if others"
                  + " failed; of a part that could not be put back, in a folder parts within. - is"
                  + " standard output for one image; the report then goes to standard error.")
          .or("-o")
          .orAlone();
  private final Option<Path> journal =
      Option.absent("--journal", "FILE", Path::of, "Append a line of JSON about the call.");
  private final Option<Path> jobs = TicketFolder.option();
  private final Option<Boolean> json =
      Option.flag("--json", "Print the report as JSON instead of a summary.");
  private final Option<Boolean> quiet = Option.quiet();

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
    return "maskloom fuse room.jpg strokes.png sofa.png fused";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> all =
        new ArrayList<>(
            List.of(
                provider,
                images.photo,
                images.mask,
                convention,
                fillEnclosed,
                fit,
                images.reference,
                prompt,
                promptFile,
                size,
                count,
                severalCalls,
                wholeAnswer,
                focus));
    all.addAll(edge.options());
    all.addAll(List.of(format, matchColor, model, baseUrl, watermark, out));
    all.addAll(List.of(journal, jobs, json, quiet));
    return all;
  }

  @Override
  public Optional<String> conflict() {
    List<Option<?>> restoring = new ArrayList<>(edge.options());
    restoring.addAll(List.of(focus, format, matchColor));
    for (Option<?> option : restoring) {
      if (option.isGiven() && wholeAnswer.value()) {
        return Optional.of(option.name() + " is of no use with --whole-answer");
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
    Optional<String> ofFiles = images.overwritten(journal, out.value());
    return Stream.of(settings().conflict(), ofRequest(), ofStreams(), ofFiles)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What the provider cannot do without, or plays no part in its work. */
  private Optional<String> ofRequest() {
    if (images.reference.value().isEmpty() && settings().capabilities().references().min() > 0) {
      return Optional.of(
          "fuse lacks --reference: --provider " + provider.value() + " needs an image to put in");
    }
    if (jobs.isGiven() && !settings().queuesJobs()) {
      return Optional.of(
          "--jobs is of no use with --provider " + provider.value() + ", which queues nothing");
    }
    if (prompt.isGiven() && promptFile.isGiven()) {
      return Optional.of("--prompt and --prompt-file both say the wish");
    }
    return isOfService() ? Optional.empty() : ofLocal();
  }

  private Optional<String> ofLocal() {
    for (Option<?> words : List.of(prompt, promptFile)) {
      if (words.isGiven()) {
        return Optional.of(
            words.name() + " is of no use with --provider local, which takes no words");
      }
    }
    return images.reference.value().stream()
        .filter(each -> each.link().isPresent())
        .findFirst()
        .map(link -> "--reference: --provider local fetches no links, only files: " + link);
  }

  private Optional<String> ofStreams() {
    if (images.all().filter(InputImage::isStandard).count() > 1) {
      return Optional.of("only one image can be standard input");
    }
    return out.value().isStandard() && count.value() > 1
        ? Optional.of("--out is standard output, which takes one image, not " + count.value())
        : Optional.empty();
  }

  /** Whether another provider than the one without a service is named. */
  boolean isOfService() {
    return settings().isService();
  }

  @Override
  public void run(Streams streams) throws IOException {
    run(Optional.empty(), streams);
  }

  /**
   * Makes the images, or brings those of a job.
   *
   * @param ticket how the id of the job's ticket begins; empty to ask for a new one
   */
  void run(Optional<String> ticket, Streams streams) throws IOException {
    images.check();
    settings().requireKey();
    Optional<JournalFile> kept = journalFile();
    if (!out.value().isStandard()) {
      new FusedFiles(out.value().path()).check();
    }
    QueuedJobs queued = QueuedJobs.of(settings(), jobs.value(), ticket);
    try {
      run(queued, kept, streams);
    } catch (IOException | MaskloomException e) {
      queued.rethrow(e, options());
    }
  }

  private void run(QueuedJobs queued, Optional<JournalFile> kept, Streams streams)
      throws IOException {
    try (FusionClient client = client(queued, kept);
        FusionResult result = fuse(client, queued, streams)) {
      try {
        keep(result, queued, streams);
        if (kept.isPresent()) {
          kept.get().check();
        }
      } catch (IOException e) {
        throw queued.afterCall(result.record(), e);
      }
    }
  }

  private void keep(FusionResult result, QueuedJobs queued, Streams streams) throws IOException {
    List<String> written;
    try {
      written = write(result, streams);
    } catch (IOException e) {
      queued.unwritten(result);
      throw e;
    }
    PrintStream report = out.value().report(streams, quiet.value() && !json.value());
    if (json.value()) {
      json(result, written).print(report);
    } else {
      FusionText.print(result, written, report);
    }
    // What is not there is why the command fails, once all that is there was written.
    result.image();
  }

  private static ReportJson json(FusionResult result, List<String> written) {
    Iterator<String> files = written.iterator();
    ReportJson json =
        new ReportJson()
            .with("images", result.images().stream().map(image -> json(image, files)).toList());
    result.mask().ifPresent(mask -> json.with("mask", mask));
    return json.with("call", new ReportJson.Raw(result.record().toJson()));
  }

  private static Map<String, Object> json(FusedImage image, Iterator<String> files) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("index", image.index());
    if (image.isPresent()) {
      json.put("file", files.next());
      json.put("mediaType", image.mediaType());
      json.put("width", image.width());
      json.put("height", image.height());
      json.put("bytes", image.bytes());
      image.restored().flatMap(CompositeReport::restored).ifPresent(it -> json.put("restored", it));
      image.unfinished().ifPresent(why -> json.put("unfinished", text(why)));
    }
    image.failure().ifPresent(why -> json.put("failure", text(why)));
    return json;
  }

  private static String text(FusionException why) {
    return String.valueOf(why.getMessage());
  }

  private List<String> write(FusionResult result, Streams streams) throws IOException {
    if (out.value().isStandard()) {
      result.image().writeTo(out.value().target(streams));
      return List.of(out.value().toString());
    }
    return new FusedFiles(out.value().path()).write(result).stream().map(Path::toString).toList();
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

  private FusionClient client(QueuedJobs queued, Optional<JournalFile> kept) throws IOException {
    FusionConfig.Builder config =
        FusionConfig.builder()
            .provider(settings().config(model, baseUrl))
            .jobs(queued.store())
            .closeGrace(Duration.ZERO);
    kept.ifPresent(config::journal);
    return FusionClient.open(config.build());
  }

  private FusionResult fuse(FusionClient client, QueuedJobs queued, Streams streams)
      throws IOException {
    boolean hidden = quiet.value() || out.value().isStandard();
    ProgressBar bar = hidden ? ProgressBar.hidden() : ProgressBar.onTerminal();
    try (FusionStatus status = new FusionStatus(bar, count.value())) {
      FusionCall call = queued.start(client, request(status, streams));
      ShutdownSignal shutdown = ShutdownSignal.install(queued.atShutdown(client, call));
      try {
        return call.result();
      } catch (ImageException e) {
        throw new IOException(images.inOptions(e), e);
      } finally {
        shutdown.close();
      }
    }
  }

  private String wish() throws IOException {
    return promptFile.isGiven()
        ? FileChecks.text("prompt-file", promptFile.value())
        : prompt.value();
  }

  private FusionRequest request(FusionStatus status, Streams streams) throws IOException {
    FusionRequest.Builder request =
        FusionRequest.builder(images.photo.value().source(streams))
            .copySources(images.all().anyMatch(InputImage::isStandard))
            .mask(images.mask.value().source(streams))
            .maskOptions(
                MaskOptions.DEFAULT
                    .withConvention(convention.value())
                    .withFillEnclosed(fillEnclosed.value())
                    .withFit(fit.value()))
            .prompt(wish())
            .size(size.value())
            .count(count.value())
            .severalCalls(severalCalls.value())
            .listener(status);
    images.reference.value().forEach(each -> each.addTo(request, streams));
    settings().options(watermark.value()).ifPresent(request::options);
    if (focus.isGiven()) {
      request.focus(Focus.of(focus.value()));
    }
    request.restore(edge.value().withMatchColor(matchColor.value()));
    if (wholeAnswer.value()) {
      request.wholeAnswer();
    }
    if (format.isGiven()) {
      request.format(format.value());
    }
    return request.build();
  }
}

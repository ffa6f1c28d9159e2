package io.github.maskloom.examples.cli;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.image.OutputFormat;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code maskloom fuse} puts furniture into a photo of a room; {@code maskloom resume} brings the
 * images of a job that a call of it was cut off from.
 */
final class FuseCommand extends Command {
  private static final int MAX_COUNT = 15;

  private final Optional<Option<String>> ticket;
  private final Option<String> provider =
      options.optional(
          "--provider",
          ValueType.text("ID").proposing(ProviderSettings.NAMES),
          ProviderSettings.LOCAL);
  private final FuseImages images = new FuseImages(options);
  private final MaskArguments masks = new MaskArguments(options);
  private final Option<String> prompt = options.optional("--prompt", ValueType.text("TEXT"), "");
  private final Option<Path> promptFile =
      options.absent("--prompt-file", ValueType.of("FILE", Path::of));
  private final Option<OutputSize> size =
      options.optional(
          "--size", ValueType.of("NAME|WxH", OptionValues::outputSize), OutputSize.UNSET);
  private final Option<Integer> count =
      options.optional("--count -n", OptionValues.integer(1, MAX_COUNT), 1);
  private final Option<Boolean> severalCalls = options.flag("--several-calls");
  private final Option<Boolean> wholeAnswer = options.flag("--whole-answer");
  private final Option<Double> focus =
      options
          .absent("--focus", OptionValues.factor(FusionRequest.MIN_FOCUS, FusionRequest.MAX_FOCUS))
          .orBare(String.valueOf(FusionRequest.DEFAULT_FOCUS));
  private final RestoreArguments restoring = new RestoreArguments(options);
  private final Option<OutputFormat> format =
      options.absent("--format", OptionValues.outputFormat());
  private final Option<String> model =
      options.absent("--model", ValueType.of("ID", OptionValues::notBlank));
  private final Option<URI> baseUrl =
      options.absent("--base-url", ValueType.of("URL", OptionValues::url));
  private final Option<Boolean> watermark = options.flag("--watermark");
  private final Option<OutputImage> out =
      options.required("--out -o", OutputImage.type("DIR")).orAlone();
  private final Option<Path> journal = options.absent("--journal", ValueType.of("FILE", Path::of));
  private final Option<Path> jobs = TicketFolder.option(options);
  private final Option<Boolean> json = options.json();
  private final Option<Boolean> quiet = options.quiet();

  /**
   * One of the two.
   *
   * @param resumes whether a job is taken up, instead of a new one asked for
   */
  FuseCommand(boolean resumes) {
    super(resumes ? "resume" : "fuse");
    ticket = resumes ? Optional.of(options.first("TICKET")) : Optional.empty();
  }

  @Override
  String explainedAs() {
    return "fuse";
  }

  @Override
  Optional<String> conflict() {
    if (ticket.isPresent() && !settings().isService()) {
      return Optional.of("resume lacks --provider: maskloom jobs says whose job it is");
    }
    List<Option<?>> ofRestoring = new ArrayList<>(restoring.all());
    ofRestoring.addAll(List.of(focus, format));
    for (Option<?> option : ofRestoring) {
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
    if (watermark.isGiven() && !provider.value().equals(ArkProvider.ID)) {
      return Optional.of(watermark.name() + " is of use only with --provider ark");
    }
    return Stream.of(
            settings().conflict(), ofRequest(), ofOut(), images.conflict(journal, out.value()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What the provider cannot do without, or plays no part in its work. */
  private Optional<String> ofRequest() {
    if (images.reference.value().isEmpty() && settings().capabilities().references().min() > 0) {
      return Optional.of(
          name()
              + " lacks --reference: --provider "
              + provider.value()
              + " needs an image to put in");
    }
    if (jobs.isGiven() && !settings().queuesJobs()) {
      return Optional.of(
          "--jobs is of no use with --provider " + provider.value() + ", which queues nothing");
    }
    if (prompt.isGiven() && promptFile.isGiven()) {
      return Optional.of("--prompt and --prompt-file both say the wish");
    }
    return settings().isService() ? Optional.empty() : ofLocal();
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

  private Optional<String> ofOut() {
    return out.value().isStandard() && count.value() > 1
        ? Optional.of("--out is standard output, which takes one image, not " + count.value())
        : Optional.empty();
  }

  @Override
  void run(Streams streams) throws IOException {
    images.check();
    settings().requireKey();
    Optional<JournalFile> kept = journalFile();
    if (!out.value().isStandard()) {
      new FusedFiles(out.value().path()).check();
    }
    QueuedJobs queued = QueuedJobs.of(settings(), jobs.value(), ticket.map(Option::value));
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
    return new ReportJson()
        .with("images", result.images().stream().map(image -> json(image, files)).toList())
        .with("mask", result.mask())
        .with("call", new ReportJson.Raw(result.record().toJson()));
  }

  private static ReportJson json(FusedImage image, Iterator<String> files) {
    ReportJson json = new ReportJson().with("index", image.index());
    if (image.isPresent()) {
      json.with("file", files.next())
          .with("mediaType", image.mediaType())
          .with("width", image.width())
          .with("height", image.height())
          .with("bytes", image.bytes())
          .with("restored", image.restored().flatMap(CompositeReport::restored))
          .with("unfinished", image.unfinished().map(FusionException::getMessage));
    }
    return json.with("failure", image.failure().map(FusionException::getMessage));
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
            .provider(settings().config(model.ifGiven(), baseUrl.ifGiven()))
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
            .copySources(images.readStandardInput())
            .mask(images.mask.value().source(streams))
            .maskOptions(masks.value())
            .prompt(wish())
            .size(size.value())
            .count(count.value())
            .severalCalls(severalCalls.value())
            .listener(status);
    for (InputImage each : images.reference.value()) {
      each.link()
          .ifPresentOrElse(request::reference, () -> request.reference(each.source(streams)));
    }
    settings().options(watermark.value()).ifPresent(request::options);
    request.restore(restoring.value());
    focus.ifGiven().ifPresent(request::focus);
    format.ifGiven().ifPresent(request::format);
    if (wholeAnswer.value()) {
      request.wholeAnswer();
    }
    return request.build();
  }
}

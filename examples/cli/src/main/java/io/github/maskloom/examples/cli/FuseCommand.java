package io.github.maskloom.examples.cli;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.ark.ArkOptions;
import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionQuote;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

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
  private final Option<Path> promptFile = options.absent("--prompt-file", ValueType.path("FILE"));
  private final Option<OutputSize> size =
      options.optional(
          "--size", ValueType.of("NAME|WxH", OptionValues::outputSize), OutputSize.UNSET);
  private final Option<Integer> count =
      options.optional("--count -n", OptionValues.integer(1, MAX_COUNT), 1);
  private final Option<Boolean> severalCalls = options.flag("--several-calls");
  private final Option<Boolean> quote;
  private final Option<Boolean> wholeAnswer = options.flag("--whole-answer");
  private final Option<Double> focus =
      options
          .absent("--focus", OptionValues.factor(FusionRequest.MIN_FOCUS, FusionRequest.MAX_FOCUS))
          .orBare(String.valueOf(FusionRequest.DEFAULT_FOCUS));
  private final RestoreArguments restoring = new RestoreArguments(options);
  private final Option<Boolean> noLabel = options.flag("--no-label");
  private final Option<OutputFormat> format =
      options.absent("--format", OptionValues.outputFormat());
  private final Option<String> model =
      options.absent("--model", ValueType.of("ID", OptionValues::notBlank));
  private final Option<URI> baseUrl =
      options.absent("--base-url", ValueType.of("URL", OptionValues::url));
  private final Option<Boolean> watermark = options.flag("--watermark");
  private final Option<OutputImage> out =
      options.required("--out -o", ValueType.of("FILE|DIR", OutputImage::parse)).orAlone();
  private final Option<Boolean> inPlace = options.flag("--in-place");
  private final Option<Path> journal = options.absent("--journal", ValueType.path("FILE"));
  private final Option<Path> jobs = TicketFolder.option(options);
  private final Reporting reporting = new Reporting(options);

  /**
   * One of the two.
   *
   * @param resumes whether a job is taken up, instead of a new one asked for
   */
  FuseCommand(boolean resumes) {
    ticket = resumes ? Optional.of(options.first("TICKET")) : Optional.empty();
    // What was asked for before has no price before.
    quote = (resumes ? new Options() : options).flag("--quote");
  }

  @Override
  void check() {
    ProviderSettings settings = settings();
    boolean local = !settings.isService();
    String with = "--provider " + provider.value();
    String useless = "is of no use with " + with;
    settings.check(this);
    refuseIf(
        ticket.isPresent() && local, "resume lacks --provider: maskloom jobs says whose job it is");
    refuseGiven(wholeAnswer.value(), "is of no use with --whole-answer", restoring.all());
    refuseGiven(wholeAnswer.value(), "is of no use with --whole-answer", focus, format);
    boolean overHttp = settings.config().isPresent();
    refuseGiven(!overHttp, useless + ", which asks no service over HTTP", model, baseUrl);
    refuseGiven(
        !provider.value().equals(ArkProvider.ID), "is of use only with --provider ark", watermark);
    ProviderCapabilities can = settings.capabilities();
    refuseIf(
        images.reference().value().isEmpty() && can.references().min() > 0,
        name + " lacks --reference: " + with + " needs an image to put in");
    refuseGiven(!can.queuesJobs(), useless + ", which queues nothing", jobs);
    refuseIf(
        prompt.isGiven() && promptFile.isGiven(),
        "--prompt and --prompt-file both say the wish: give one");
    refuseIf(
        can.promptNeeded() && prompt.value().isBlank() && !promptFile.isGiven() && !model.isGiven(),
        name + " lacks --prompt: " + with + " needs the wish in words");
    refuseGiven(local, useless + ", whose preview lies in line", restoring.align());
    out.value().refuseSeveral(this, count.value());
    // Of the words PHOTO MASK REFERENCE the last would be what is written.
    refuseIf(
        images.reference().value().isEmpty()
            && !out.isNamed
            && Files.isRegularFile(out.value().path()),
        out.value() + " is there: say --reference before it, or --out to have it replaced");
    refuseIf(
        outputFormat().isPresent() && wholeAnswer.value(),
        "with --whole-answer, which keeps the provider's format, --out must be a folder, not "
            + out.value());
    images.check(this, journal, out.value(), inPlace.value());
  }

  @Override
  void run(Streams streams) throws IOException {
    images.checkFiles();
    settings().requireKey();
    if (quote.value()) {
      tellPrice(streams);
      return;
    }
    Optional<JournalFile> kept =
        journal.isGiven() ? Optional.of(new JournalFile(journal.value())) : Optional.empty();
    checkOut();
    QueuedJobs queued = new QueuedJobs(settings(), jobs.value(), ticket.map(Option::value));
    try {
      run(queued, kept, streams);
    } catch (IOException | MaskloomException e) {
      queued.explain(e, options.all());
      throw e;
    }
  }

  /** Makes sure, before anything is paid for, that what comes can be written. */
  private void checkOut() throws IOException {
    OutputImage to = out.value();
    if (!to.takesOne()) {
      new FusedFiles(to.path()).check();
    } else if (!to.isStandard()) {
      FileChecks.writable("out", to.path());
    }
  }

  /** Asks what the call would cost, and makes nothing. */
  private void tellPrice(Streams streams) throws IOException {
    Optional<FusionQuote> told;
    try (FusionClient client = client(JobStore.NONE, Optional.empty())) {
      FusionRequest request = request(client, FusionListener.NONE, streams);
      told = Failures.naming(images.named(), () -> client.quote(request));
    }
    String none = "--provider " + provider.value() + " tells no price before";
    reporting.print(
        streams.out(),
        () -> new ReportJson().with("quote", told),
        () -> List.of(told.map(FusionQuote::toString).orElse(none)));
  }

  private void run(QueuedJobs queued, Optional<JournalFile> kept, Streams streams)
      throws IOException {
    try (FusionClient client = client(queued.store(), kept);
        FusionResult result = fuse(client, queued, streams)) {
      Optional<JobTicket> unwritten = result.ticket();
      try {
        List<String> written = write(result, streams);
        unwritten = Optional.empty();
        reporting.print(
            out.value().report(streams),
            () -> json(result, written),
            () -> FusionText.of(result, written));
        // What is not there is why the command fails, once all that is there was written.
        result.image();
        if (kept.isPresent()) {
          kept.get().check();
        }
      } catch (IOException e) {
        throw queued.afterCall(result.record(), unwritten, e);
      }
    }
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
    if (out.value().takesOne()) {
      // What could not be restored is kept as it came, whatever the name says.
      result.image().writeTo(out.value().target(streams).named("image"));
      return List.of(out.value().toString());
    }
    return new FusedFiles(out.value().path()).write(result).stream().map(Path::toString).toList();
  }

  /** The format that the options or the name say, as of other commands; empty if neither does. */
  private Optional<OutputFormat> outputFormat() {
    return out.value().takesOne() ? out.value().format(this, format) : format.ifGiven();
  }

  private ProviderSettings settings() {
    return new ProviderSettings(provider.value());
  }

  private FusionClient client(JobStore store, Optional<JournalFile> kept) throws IOException {
    FusionConfig.Builder config =
        FusionConfig.builder()
            .provider(settings().config(model.ifGiven(), baseUrl.ifGiven()))
            .jobs(store)
            .closeGrace(Duration.ZERO);
    kept.ifPresent(config::journal);
    return FusionClient.open(config.build());
  }

  private FusionResult fuse(FusionClient client, QueuedJobs queued, Streams streams)
      throws IOException {
    boolean hidden = reporting.quiet().value() || out.value().isStandard();
    ProgressLine line = ProgressLine.onTerminal(hidden, "");
    try (FusionStatus status = new FusionStatus(line, count.value())) {
      FusionCall call = queued.start(client, request(client, status, streams));
      ShutdownSignal shutdown = new ShutdownSignal(queued.atShutdown(client, call));
      try {
        return Failures.naming(images.named(), call::result);
      } finally {
        shutdown.close();
      }
    }
  }

  private FusionRequest request(FusionClient client, FusionListener status, Streams streams)
      throws IOException {
    String wish =
        promptFile.isGiven() ? FileChecks.text("prompt-file", promptFile.value()) : prompt.value();
    FusionRequest.Builder request =
        FusionRequest.builder(images.photo().value().source(streams))
            .copySources(images.readStandardInput())
            .mask(images.mask().value().source(streams))
            .maskOptions(masks.value())
            .prompt(wish)
            .size(size.value())
            .count(count.value())
            .severalCalls(severalCalls.value())
            .listener(status);
    for (InputImage each : images.reference().value()) {
      each.link()
          .ifPresentOrElse(request::reference, () -> request.reference(each.source(streams)));
    }
    if (provider.value().equals(ArkProvider.ID)) {
      request.options(ArkOptions.NONE.withWatermark(watermark.value()));
    }
    focus.ifGiven().ifPresent(request::focus);
    request.output(OutputOptions.DEFAULT.withLabeled(!noLabel.value()));
    outputFormat().ifPresent(request::format);
    return checked(
        client,
        (wholeAnswer.value() ? request.wholeAnswer() : request.restore(restoring.value())).build());
  }

  /** Refuses a new call that the provider cannot make, in the words of the options. */
  private FusionRequest checked(FusionClient client, FusionRequest request) {
    try {
      if (ticket.isEmpty()) {
        client.capabilities(request.options()).check(client.providerId(), request);
      }
      return request;
    } catch (FusionRequestException e) {
      throw UsageException.of(
          this,
          e.reason()
              .replace("the size", "--size")
              .replace("a reference", "--reference")
              .replace("the request asks", "--count asks")
              .replace("the request does not allow several", "--several-calls is not given"));
    }
  }
}

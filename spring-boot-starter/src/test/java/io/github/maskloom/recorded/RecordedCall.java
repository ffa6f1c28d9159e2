package io.github.maskloom.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.internal.server.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One call with a service of its own.
 *
 * @param config of the service at an address
 * @param work what is done
 * @param answers to the requests in order; the last is given for ever
 */
record RecordedCall(Function<URI, HttpConfig> config, Work work, List<Answer> answers) {
  /** What begins a request. */
  static final String REQUEST = "> ";

  /** What begins a ticket. */
  static final String TICKET = "ticket:";

  /** What is done with a service. */
  sealed interface Work {}

  /** A call that begins. A request that cannot be built fails it. */
  record Begun(Supplier<FusionRequest> request) implements Work {}

  /** A call that takes up a job. */
  record Resumed(String ticket, Supplier<FusionRequest> request) implements Work {}

  /** Hears which previews come, and when all is heard. */
  private static final class Previews implements FusionListener {
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @Override
    public void onProgress(FusionProgress progress) {
      if (progress instanceof FusionProgress.Preview preview) {
        seen.add("preview " + preview.number() + " of image " + preview.index());
      }
    }

    @Override
    public void onFinished(FusionRecord record) {
      end.countDown();
    }
  }

  /** Makes the call, and tells what was seen of it, in parts of one line or several. */
  List<String> run(Path folder) throws Exception {
    LoopbackService service = new LoopbackService(answers, () -> kept(folder));
    List<String> outcome = new ArrayList<>();
    try (service) {
      outcome = made(service, folder);
    } catch (RuntimeException | IOException e) {
      outcome.add("failed: " + e.getClass().getSimpleName() + ": " + e.getMessage());
    }
    List<String> parts = new ArrayList<>();
    List<String> before = List.of();
    for (LoopbackService.Request request : service.calls()) {
      parts.addAll(changes(before, request.keptBefore()));
      before = request.keptBefore();
      parts.add(request.text());
    }
    parts.addAll(outcome);
    parts.addAll(changes(before, kept(folder)));
    Placeholders placeholders = new Placeholders(service, folder, kept(folder));
    return parts.stream().map(placeholders::in).toList();
  }

  private List<String> made(LoopbackService service, Path folder) throws Exception {
    Previews previews = new Previews();
    List<String> outcome = new ArrayList<>();
    FusionConfig setup =
        FusionConfig.builder()
            .provider(config.apply(service.address()))
            .jobs(JobStore.files(folder.resolve("jobs")))
            .journal(FusionJournal.file(folder.resolve("journal")))
            .tempFolder(Files.createDirectory(folder.resolve("temp")))
            .closeGrace(Duration.ZERO)
            .labeled(false)
            .listener(previews)
            .build();
    try (FusionClient client = FusionClient.open(setup)) {
      FusionCall call = start(client, service.port());
      service.running(call, client);
      outcome.addAll(end(call));
      Thread.interrupted(); // The flag stays set where that ended the call.
      if (!previews.end.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody heard of the end");
      }
    }
    outcome.addAll(0, previews.seen);
    return outcome;
  }

  private FusionCall start(FusionClient client, int port) {
    if (work instanceof Resumed resumed) {
      JobTicket ticket = JobTicket.parse(Answers.at(port, resumed.ticket()));
      return client.resume(ticket, resumed.request().get());
    }
    return client.start(((Begun) work).request().get());
  }

  private static List<String> end(FusionCall call) throws IOException {
    try (FusionResult result = call.result()) {
      List<String> outcome = new ArrayList<>();
      for (FusedImage image : result.images()) {
        outcome.addAll(image(image));
      }
      result.surplus().links().forEach(link -> outcome.add("surplus: " + link));
      result.cutShort().ifPresent(why -> outcome.addAll(failure("cut short", why)));
      return outcome;
    } catch (FusionException e) {
      return failure("failed", e);
    } catch (CancelledCallException e) {
      String job = e.ticket().map(any -> ", job cancelled: " + e.jobCancelled()).orElse("");
      return List.of("cancelled: " + e.delivery() + job, "  " + e.getMessage());
    }
  }

  private static List<String> image(FusedImage image) throws IOException {
    List<String> lines = new ArrayList<>();
    String number = "image " + image.index();
    image.failure().ifPresent(why -> lines.addAll(failure(number + " failed", why)));
    image.unfinished().ifPresent(why -> lines.addAll(failure(number + " is unfinished", why)));
    if (image.isPresent()) {
      try (InputStream in = image.modelImage().source().open()) {
        lines.add(
            "%s: %s %sx%s, of the model %s"
                .formatted(
                    number,
                    image.mediaType(),
                    image.width(),
                    image.height(),
                    Placeholders.bytes(in.readAllBytes())));
      }
    }
    return lines;
  }

  private static List<String> failure(String what, FusionException e) {
    FusionException.Failure known = e.failure();
    String retry = e.retry().kind() + e.retry().after().map(time -> " after " + time).orElse("");
    String head =
        "%s: %s, %s, %s, status %s, code %s, ids %s %s"
            .formatted(
                what,
                e.getClass().getSimpleName(),
                e.delivery(),
                retry,
                known.httpStatus().isPresent() ? known.httpStatus().getAsInt() : "none",
                known.code().orElse("none"),
                known.clientRequestIds(),
                known.serverRequestIds());
    return List.of(head, "  " + e.getMessage());
  }

  /** The lines of the journal and the tickets, as they are on the disk at the moment. */
  private static List<String> kept(Path folder) {
    List<String> kept = new ArrayList<>();
    try {
      Path journal = folder.resolve("journal");
      if (Files.exists(journal)) {
        Files.readAllLines(journal).forEach(line -> kept.add("journal: " + line));
      }
      Path jobs = folder.resolve("jobs");
      if (Files.exists(jobs)) {
        try (Stream<Path> files = Files.list(jobs)) {
          for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
            kept.add(TICKET + " " + Files.readString(file, UTF_8).strip());
          }
        }
      }
    } catch (IOException e) {
      kept.add("unreadable: " + e);
    }
    return kept;
  }

  private static List<String> changes(List<String> before, List<String> now) {
    List<String> changes = new ArrayList<>(now);
    changes.removeAll(before);
    if (count(now) < count(before)) {
      changes.add("the ticket is gone");
    }
    return changes;
  }

  private static long count(List<String> kept) {
    return kept.stream().filter(line -> line.startsWith(TICKET)).count();
  }
}

package io.github.maskloom.examples.cli;

import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.spi.ProviderJob;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code maskloom jobs}: the tickets of jobs that wait to be taken up. */
final class JobsCommand extends Command {
  private final Option<Path> jobs = TicketFolder.option(options);
  private final Option<List<String>> forget =
      options.repeatable("--forget", ValueType.text("TICKET"));
  private final Reporting reporting = new Reporting(options);

  @Override
  void run(Streams streams) throws IOException {
    TicketFolder folder = new TicketFolder(jobs.value());
    boolean silent = reporting.quiet().value() || reporting.json().value();
    PrintStream out = Streams.unless(silent, streams.out());
    Failures.onEach(
        forget.value(),
        beginning -> {
          JobTicket ticket = folder.named(beginning);
          folder.remove(ticket.id());
          out.println("forgotten: " + line(ticket));
        });
    reporting.print(streams.out(), () -> json(folder), () -> text(folder));
  }

  private List<String> text(TicketFolder folder) throws IOException {
    List<String> lines = new ArrayList<>();
    folder.tickets().forEach(ticket -> lines.add(line(ticket)));
    folder.unreadable().forEach((name, why) -> lines.add("not readable: " + name + ": " + why));
    if (lines.isEmpty()) {
      lines.add("no job waits to be taken up in " + jobs.value());
    }
    return forget.isGiven() ? List.of() : lines;
  }

  private ReportJson json(TicketFolder folder) throws IOException {
    return new ReportJson()
        .with("folder", jobs.value().toString())
        .with("jobs", folder.tickets().stream().map(JobsCommand::json).toList())
        .with(
            "unreadable", folder.unreadable().entrySet().stream().map(JobsCommand::json).toList());
  }

  private static String line(JobTicket ticket) {
    String model = ticket.model().map(name -> " (" + name + ")").orElse("");
    String until =
        ticket
            .job()
            .map(job -> job.expires().map(JobsCommand::until).orElse(""))
            .orElseGet(() -> ", may have made a job: " + asked(ticket.clientRequestIds()));
    String provider = ticket.provider() + model;
    return ticket.id() + "  " + provider + ", begun " + inSeconds(ticket.begun()) + until;
  }

  /** How it is found out what became of requests. */
  static String asked(List<String> clientRequestIds) {
    return "ask the service for client request id " + String.join(" ", clientRequestIds);
  }

  private static String until(Instant expires) {
    return (expires.isBefore(Instant.now()) ? ", expired " : ", there until ") + inSeconds(expires);
  }

  private static Instant inSeconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static ReportJson json(Map.Entry<String, String> each) {
    return new ReportJson().with("file", each.getKey()).with("reason", each.getValue());
  }

  private static ReportJson json(JobTicket ticket) {
    return new ReportJson()
        .with("ticket", ticket.id())
        .with("provider", ticket.provider())
        .with("model", ticket.model())
        .with("begun", ticket.begun())
        .with("job", ticket.job().map(ProviderJob::id))
        .with("clientRequestId", String.join(" ", ticket.clientRequestIds()))
        .with("expires", ticket.job().flatMap(ProviderJob::expires));
  }
}

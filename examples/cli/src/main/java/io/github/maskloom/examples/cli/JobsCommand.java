package io.github.maskloom.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.spi.ProviderJob;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** {@code maskloom jobs}: the tickets of jobs that wait to be taken up. */
final class JobsCommand implements Command {
  private final Option<Path> jobs = TicketFolder.option();
  private final Option<List<String>> forget =
      Option.repeatable(
          "--forget",
          "TICKET",
          text -> text,
          "Delete this ticket; its beginning is enough. The job goes on at the service, and nothing"
              + " brings its images any more.");
  private final Option<Boolean> json =
      Option.flag("--json", "Print JSON instead of lines for people.");
  private final Option<Boolean> quiet = Option.quiet();

  @Override
  public String name() {
    return "jobs";
  }

  @Override
  public String summary() {
    return "List the queued jobs that calls were cut off from, or forget one.";
  }

  @Override
  public String example() {
    return "maskloom jobs --forget 3f9a";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(jobs, forget, json, quiet);
  }

  @Override
  public void run(Streams streams) throws IOException {
    TicketFolder folder = TicketFolder.open(jobs.value());
    PrintStream out = Streams.unless(quiet.value() && !json.value(), streams.out());
    Failures.onEach(forget.value(), beginning -> forget(folder, beginning, out));
    if (json.value()) {
      printJson(folder, out);
    } else if (!forget.isGiven()) {
      printText(folder.tickets(), folder.unreadable(), out);
    }
  }

  private void forget(TicketFolder folder, String beginning, PrintStream out) throws IOException {
    JobTicket ticket = folder.named(beginning);
    folder.remove(ticket.id());
    if (!json.value()) {
      out.println("forgotten: " + line(ticket));
    }
  }

  private void printText(
      List<JobTicket> tickets, List<JobStore.Unreadable> unreadable, PrintStream out) {
    if (tickets.isEmpty() && unreadable.isEmpty()) {
      out.println("no job waits to be taken up in " + jobs.value());
    }
    tickets.forEach(ticket -> out.println(line(ticket)));
    unreadable.forEach(each -> out.println("not readable: " + each.name() + ": " + each.reason()));
  }

  private static String line(JobTicket ticket) {
    String model = ticket.model().map(name -> " (" + name + ")").orElse("");
    String until =
        ticket
            .job()
            .map(job -> job.expires().map(JobsCommand::until).orElse(""))
            .orElseGet(() -> ", may have made a job: " + asked(ticket.clientRequestIds()));
    return ticket.id()
        + "  "
        + ticket.provider()
        + model
        + ", begun "
        + inSeconds(ticket.begun())
        + until;
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

  private void printJson(TicketFolder folder, PrintStream out) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
      generator.useDefaultPrettyPrinter();
      generator.writeStartObject();
      generator.writeStringField("folder", jobs.value().toString());
      generator.writeArrayFieldStart("jobs");
      for (JobTicket ticket : folder.tickets()) {
        write(ticket, generator);
      }
      generator.writeEndArray();
      generator.writeArrayFieldStart("unreadable");
      for (JobStore.Unreadable each : folder.unreadable()) {
        generator.writeStartObject();
        generator.writeStringField("file", each.name());
        generator.writeStringField("reason", each.reason());
        generator.writeEndObject();
      }
      generator.writeEndArray();
      generator.writeEndObject();
    }
    Streams.printJson(text, out);
  }

  private static void write(JobTicket ticket, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("ticket", ticket.id());
    json.writeStringField("provider", ticket.provider());
    if (ticket.model().isPresent()) {
      json.writeStringField("model", ticket.model().get());
    }
    json.writeStringField("begun", ticket.begun().toString());
    if (ticket.job().isPresent()) {
      json.writeStringField("job", ticket.job().get().id());
    }
    json.writeStringField("clientRequestId", String.join(" ", ticket.clientRequestIds()));
    Optional<Instant> expires = ticket.job().flatMap(ProviderJob::expires);
    if (expires.isPresent()) {
      json.writeStringField("expires", expires.get().toString());
    }
    json.writeEndObject();
  }
}

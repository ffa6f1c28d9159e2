package io.github.maskloom.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.FusionException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** What went wrong, for programs. */
final class FailureJson {
  private FailureJson() {}

  /** Prints one JSON object in one line. */
  static void print(Throwable failure, String message, PrintStream err) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      Outcome outcome = Outcome.of(failure);
      json.writeStartObject();
      json.writeStringField("failure", OptionValues.nameOf(outcome));
      json.writeNumberField("exitCode", outcome.exitCode());
      json.writeStringField("message", message);
      if (failure instanceof UsageException usage) {
        json.writeStringField("advice", usage.advice());
      } else if (Outcome.cause(failure) instanceof FusionException call) {
        write(call.failure(), json);
      } else if (Outcome.cause(failure) instanceof CancelledCallException call) {
        json.writeStringField("delivery", call.delivery().name());
      }
      if (failure instanceof ResumableException resumable) {
        json.writeStringField("resume", resumable.command());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    err.println(text);
  }

  private static void write(FusionException.Failure call, JsonGenerator json) throws IOException {
    json.writeStringField("provider", call.provider());
    json.writeStringField("delivery", call.delivery().name());
    json.writeStringField("retry", call.retry().kind().name());
    if (call.code().isPresent()) {
      json.writeStringField("code", call.code().get());
    }
    if (call.httpStatus().isPresent()) {
      json.writeNumberField("httpStatus", call.httpStatus().getAsInt());
    }
    write("clientRequestIds", call.clientRequestIds(), json);
    write("serverRequestIds", call.serverRequestIds(), json);
  }

  private static void write(String name, List<String> ids, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(name);
    for (String id : ids) {
      json.writeString(id);
    }
    json.writeEndArray();
  }
}

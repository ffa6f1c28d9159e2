package io.github.maskloom.examples.cli;

import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.FusionException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/** What went wrong, for programs. */
final class FailureJson {
  private FailureJson() {}

  /** Prints one JSON object in one line. */
  static void print(Throwable failure, String message, PrintStream err) {
    Outcome outcome = Outcome.of(failure);
    ReportJson json =
        new ReportJson()
            .with("failure", outcome)
            .with("exitCode", outcome.exitCode())
            .with("message", message);
    if (failure instanceof UsageException usage) {
      json.with("advice", usage.advice());
    } else if (Outcome.cause(failure) instanceof FusionException call) {
      add(call.failure(), json);
    } else if (Outcome.cause(failure) instanceof CancelledCallException call) {
      json.with("delivery", call.delivery().name());
    }
    if (failure instanceof ResumableException resumable) {
      json.with("resume", resumable.command());
    }
    try {
      json.printLine(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(FusionException.Failure call, ReportJson json) {
    json.with("provider", call.provider())
        .with("delivery", call.delivery().name())
        .with("retry", call.retry().kind().name())
        .with("code", call.code())
        .with("httpStatus", call.httpStatus())
        .with("clientRequestIds", call.clientRequestIds())
        .with("serverRequestIds", call.serverRequestIds());
  }
}

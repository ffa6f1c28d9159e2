package io.github.maskloom.examples.cli;

import static com.google.common.base.Strings.lenientFormat;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionRequestException.EmptyMaskException;
import io.github.maskloom.fusion.RetryAdvice;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Serial;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reports what went wrong in one line: the reader is a person with an image, not a debugger. */
final class Failures {
  private Failures() {}

  /** What is done with something. */
  interface WorkOn<T> {
    void run(T thing) throws IOException;
  }

  /** What went wrong with some of several things, while the others were done. */
  private static final class Several extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient List<Exception> failures;

    Several(List<Exception> failures) {
      super(failures.get(0));
      this.failures = failures;
    }
  }

  /**
   * Does the work on each, also where it failed on others.
   *
   * @throws IOException if it failed on any, but for a cancel, which ends it at once
   */
  static <T> void onEach(List<T> things, WorkOn<T> work) throws IOException {
    List<Exception> failures = new ArrayList<>();
    for (T thing : things) {
      try {
        work.run(thing);
      } catch (IOException | MaskloomException e) {
        if (things.size() == 1 || Outcome.of(e) == Outcome.CANCELLED) {
          throw e;
        }
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw new Several(failures);
    }
  }

  /**
   * Does work with images; a failure says which of them it is about.
   *
   * @param images by the names that failures have for them; if it is one, it is always that
   */
  static <R> R naming(Map<String, InputImage> images, Reporting.Source<R> work) throws IOException {
    try {
      return work.get();
    } catch (ImageException e) {
      String name = images.size() == 1 ? images.keySet().iterator().next() : e.image().orElse("");
      InputImage image = images.get(name);
      throw new IOException(
          ImageFailureText.of(e, images.get("photo")) + (image == null ? "" : " (" + image + ")"),
          e);
    }
  }

  /**
   * Prints one line of a failure, and one more of a wrong use, or of what takes a job up.
   *
   * @param json whether to print it for programs, in one line
   * @return the process's exit code
   */
  static int report(Throwable failure, PrintStream err, boolean json) {
    List<? extends Throwable> all =
        failure instanceof Several several ? several.failures : List.of(failure);
    all.forEach(each -> tell(err, json, each));
    return Outcome.of(all.get(0)).exitCode;
  }

  private static void tell(PrintStream err, boolean json, Throwable failure) {
    String message = describe(failure);
    if (json) {
      err.println(json(failure, message).inOneLine());
    } else {
      err.println("maskloom: " + message);
      if (failure instanceof UsageException usage) {
        err.println(usage.advice);
      } else if (failure instanceof ResumableException resumable) {
        err.println(resumable.command);
      }
    }
  }

  private static ReportJson json(Throwable failure, String message) {
    Outcome outcome = Outcome.of(failure);
    ReportJson json = new ReportJson();
    json.with("failure", outcome).with("exitCode", outcome.exitCode).with("message", message);
    if (failure instanceof UsageException usage) {
      json.with("advice", usage.advice);
    } else if (Outcome.cause(failure) instanceof FusionException call) {
      FusionException.Failure known = call.failure();
      json.with("provider", known.provider())
          .with("delivery", known.delivery().name())
          .with("retry", known.retry().kind().name())
          .with("code", known.code())
          .with("httpStatus", known.httpStatus())
          .with("clientRequestIds", known.clientRequestIds())
          .with("serverRequestIds", known.serverRequestIds());
    } else if (Outcome.cause(failure) instanceof CancelledCallException call) {
      json.with("delivery", call.delivery().name());
    }
    return failure instanceof ResumableException resumable
        ? json.with("resume", resumable.command)
        : json;
  }

  private static String describe(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof ResumableException) {
      return message + "; it may be billed, so take its job up, and do not ask again:";
    }
    return switch (Outcome.of(failure)) {
      case MAY_BE_BILLED ->
          message + "; it may be billed, so look for it there before you try again";
      case REFUSED -> message + "; nothing is billed" + (isSafe(failure) ? ", so try again" : "");
      case CANCELLED -> "cancelled; nothing was written";
      case BUG -> "this should not happen, please report it: " + failure + where(failure);
      default -> reason(failure);
    };
  }

  private static boolean isSafe(Throwable failure) {
    return Outcome.cause(failure) instanceof FusionException call
        && call.retry().kind() == RetryAdvice.Kind.SAFE;
  }

  private static String reason(Throwable failure) {
    if (failure instanceof FusionRequestException mistake) {
      boolean isEmpty = mistake instanceof EmptyMaskException;
      return mistake.reason() + (isEmpty ? "; paint where the image is to change" : "");
    }
    if (failure instanceof OutOfMemoryError) {
      return lenientFormat(
          "out of memory: this image needs more than the heap of %s MB; set"
              + " MASKLOOM_JAVA_OPTIONS=-Xmx512m or ask for fewer --window-rows",
          Runtime.getRuntime().maxMemory() >> 20);
    }
    if (failure instanceof FileSystemException file) {
      return reason(file) + ": " + file.getFile();
    }
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }

  /** What went wrong with a file, without its name. */
  static String reason(FileSystemException failure) {
    String reason = failure.getReason();
    return switch (failure.getClass().getSimpleName()) {
      case "NoSuchFileException" -> "no such file or folder";
      case "AccessDeniedException" -> "permission denied";
      case "FileAlreadyExistsException" -> "a file is in the way";
      default -> reason == null ? "no file can be made or changed there" : reason;
    };
  }

  private static String where(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0];
  }
}

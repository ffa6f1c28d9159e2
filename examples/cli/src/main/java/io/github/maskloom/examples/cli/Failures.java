package io.github.maskloom.examples.cli;

import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.RetryAdvice;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Serial;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** Reports what went wrong in one line: the reader is a person with an image, not a debugger. */
final class Failures {
  private Failures() {}

  /** What a command does. */
  interface Work {
    void run() throws IOException;
  }

  /** What a command does with one of several things. */
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
   * Does the work; if that fails prints one line, and one more of a wrong use, or of what takes a
   * job up.
   *
   * @param json whether to print it for programs, in one line
   * @return the process's exit code
   */
  static int reportedTo(PrintStream err, boolean json, Work work) {
    try {
      work.run();
      return Outcome.DONE.exitCode();
    } catch (Several e) {
      e.failures.forEach(each -> tell(err, json, each));
      return Outcome.of(e.failures.get(0)).exitCode();
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      tell(err, json, e);
      return Outcome.of(e).exitCode();
    }
  }

  private static void tell(PrintStream err, boolean json, Throwable failure) {
    String message = inOneLine(describe(failure));
    if (json) {
      FailureJson.print(failure, message, err);
    } else {
      err.println("maskloom: " + message);
      if (failure instanceof UsageException usage) {
        err.println(usage.advice());
      } else if (failure instanceof ResumableException resumable) {
        err.println(resumable.command());
      }
    }
  }

  private static String describe(Throwable failure) {
    Outcome outcome = Outcome.of(failure);
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof ResumableException) {
      return message + "; it may be billed, so take its job up, and do not ask again:";
    }
    if (outcome == Outcome.MAY_BE_BILLED) {
      return message + "; it may be billed, so look for it there before you try again";
    }
    if (outcome == Outcome.REFUSED && Outcome.cause(failure) instanceof FusionException call) {
      boolean again = call.retry().kind() == RetryAdvice.Kind.SAFE;
      return message + "; nothing is billed" + (again ? ", so try again" : "");
    }
    if (failure instanceof FusionRequestException mistake) {
      return mistake.reason();
    }
    if (outcome == Outcome.CANCELLED) {
      return "cancelled; nothing was written";
    }
    if (outcome == Outcome.BUG) {
      return bug(failure);
    }
    if (failure instanceof OutOfMemoryError) {
      return outOfMemory();
    }
    if (failure instanceof FileSystemException file) {
      return reason(file) + ": " + file.getFile();
    }
    return failure.getMessage() == null ? failure.toString() : message;
  }

  /** What went wrong with a file, without its name. */
  static String reason(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "a file is in the way";
    }
    String reason = failure.getReason();
    return reason == null ? failure.getClass().getSimpleName() : reason;
  }

  private static String bug(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return "this should not happen, please report it: "
        + failure
        + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private static String outOfMemory() {
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    return "out of memory: this image needs more than the heap of "
        + megabytes
        + " MB; set MASKLOOM_JAVA_OPTIONS=-Xmx512m or ask for fewer --window-rows";
  }

  private static String inOneLine(String message) {
    return message.replaceAll("\\s*\\R\\s*", " ");
  }
}

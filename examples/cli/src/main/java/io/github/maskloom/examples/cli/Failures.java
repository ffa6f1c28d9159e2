package io.github.maskloom.examples.cli;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.MaskloomException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine.ExitCode;

/** Reports what went wrong in one line: the reader is a person with an image, not a debugger. */
final class Failures {
  private Failures() {}

  /** What a command does. */
  interface Work {
    void run() throws IOException;
  }

  /**
   * Does the work; if that fails prints one line.
   *
   * @return the process's exit code
   */
  static int reportedTo(PrintStream err, Work work) {
    try {
      work.run();
      return ExitCode.OK;
    } catch (MaskloomException | IOException e) {
      err.println("maskloom: " + inOneLine(describe(e)));
    } catch (RuntimeException e) {
      err.println("maskloom: " + inOneLine(bug(e)));
    } catch (OutOfMemoryError e) {
      err.println("maskloom: " + outOfMemory());
    }
    return ExitCode.SOFTWARE;
  }

  private static String describe(Exception failure) {
    if (failure instanceof CancelledException) {
      return "cancelled; nothing was written";
    }
    if (failure instanceof FileSystemException file) {
      return reason(file) + ": " + file.getFile();
    }
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
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

  private static String bug(RuntimeException failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return "this should not happen, please report it: "
        + failure
        + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private static String outOfMemory() {
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    return "out of memory: this image needs more than the heap of "
        + megabytes
        + " MB; give Java more (-Xmx) or ask for fewer --window-rows";
  }

  private static String inOneLine(String message) {
    return message.replaceAll("\\s*\\R\\s*", " ");
  }
}

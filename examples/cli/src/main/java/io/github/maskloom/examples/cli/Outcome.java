package io.github.maskloom.examples.cli;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import java.io.IOException;

/** How a command ended, by its cause: what its exit code says. */
enum Outcome {
  DONE(0, "It was done."),
  BAD_INPUT(1, "A file, an image or a key cannot be used; a file --out is as it was before."),
  USAGE(2, "The command line makes no sense."),
  LIMIT(3, "An image asks for more than is allowed, or for more memory than there is."),
  REFUSED(4, "The service refused, or was not reached; nothing is billed."),
  MAY_BE_BILLED(5, "It failed after the service may have begun, and may be billed."),
  BUG(70, "A fault of this program."),
  CANCELLED(130, "It was stopped: Ctrl-C. A signal to end is 143.");

  final int exitCode;
  final String meaning;

  Outcome(int exitCode, String meaning) {
    this.exitCode = exitCode;
    this.meaning = meaning;
  }

  /** How a command ends that fails so. What may be billed is never called anything else. */
  static Outcome of(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof MaskloomException known && known.mayBeBilled()) {
      return MAY_BE_BILLED;
    } else if (failure instanceof UsageException) {
      return USAGE;
    } else if (cause instanceof CancelledException) {
      return CANCELLED;
    } else if (cause instanceof ImageLimitException
        || cause instanceof MemoryBudgetException
        || cause instanceof OutOfMemoryError) {
      return LIMIT;
    } else if (cause instanceof FusionException && !(cause instanceof FusionRequestException)) {
      return REFUSED;
    }
    return cause instanceof IOException || cause instanceof MaskloomException ? BAD_INPUT : BUG;
  }

  /** What the library threw, where the words around it are the command line's. */
  static Throwable cause(Throwable failure) {
    return failure instanceof IOException && failure.getCause() instanceof MaskloomException known
        ? known
        : failure;
  }
}

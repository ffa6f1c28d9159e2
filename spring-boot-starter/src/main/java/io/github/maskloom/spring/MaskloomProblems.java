package io.github.maskloom.spring;

import io.github.maskloom.PeopleMessages;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.JobTicket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * Failures as problem documents (RFC 9457). The detail is the sentence for people of {@link
 * PeopleMessages}. No member holds a secret or a prompt.
 */
public final class MaskloomProblems {
  private static final Logger LOG = LoggerFactory.getLogger(MaskloomProblems.class);
  private static final int FIRST_SERVER_ERROR = 500;
  private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

  private MaskloomProblems() {}

  /**
   * Describes a failure. The type is {@code urn:maskloom:problem:} with the exception's name, such
   * as {@code image-limit}. Limits, formats, providers, deliveries and tickets are further members.
   *
   * @param thrown the failure; of what a future fails with, the cause is described
   * @param locale of the person who reads the detail: Chinese for Chinese, else English
   * @return a new document with the status that the answer is to have; 500 for what is not
   *     Maskloom's
   */
  public static ProblemDetail of(Throwable thrown, Locale locale) {
    Throwable failure = unwrapped(thrown);
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatusCode.valueOf(status(failure)), PeopleMessages.of(failure, locale));
    problem.setType(URI.create("urn:maskloom:problem:" + kind(failure)));
    if (failure instanceof ImageLimitException limit) {
      problem.setProperty("limit", limit.limit());
      problem.setProperty("asked", limit.asked());
      problem.setProperty("allowed", limit.allowed());
    } else if (failure instanceof ImageFormatException broken) {
      problem.setProperty("format", broken.format());
    } else if (failure instanceof FusionException fusion) {
      describe(fusion, problem);
    } else if (failure instanceof CancelledCallException call) {
      describe(call.delivery(), call.mayBeBilled(), call.ticket(), problem);
    }
    return problem;
  }

  /** What a future failed with, as {@link PeopleMessages} takes it. */
  static Throwable unwrapped(Throwable thrown) {
    Throwable known = thrown;
    while ((known instanceof CompletionException || known instanceof ExecutionException)
        && known.getCause() != null) {
      known = known.getCause();
    }
    return known;
  }

  private static void describe(FusionException failure, ProblemDetail problem) {
    FusionException.Failure known = failure.failure();
    problem.setProperty("provider", known.provider());
    problem.setProperty("retry", known.retry().kind().name().toLowerCase(Locale.ROOT));
    known.code().ifPresent(code -> problem.setProperty("code", code));
    if (!known.clientRequestIds().isEmpty()) {
      problem.setProperty("clientRequestIds", known.clientRequestIds());
    }
    if (!known.serverRequestIds().isEmpty()) {
      problem.setProperty("serverRequestIds", known.serverRequestIds());
    }
    describe(failure.delivery(), failure.mayBeBilled(), failure.ticket(), problem);
  }

  private static void describe(
      Delivery delivery, boolean mayBeBilled, Optional<JobTicket> ticket, ProblemDetail problem) {
    problem.setProperty("delivery", delivery.name().toLowerCase(Locale.ROOT));
    problem.setProperty("mayBeBilled", mayBeBilled);
    ticket.ifPresent(known -> problem.setProperty("ticket", known.id()));
  }

  /** When to come back, of what may then go well; empty of what will not. */
  static Optional<Duration> retryAfter(Throwable failure) {
    if (status(failure) != 503) {
      return Optional.empty();
    }
    return failure instanceof FusionException fusion
        ? fusion.retry().after().or(() -> Optional.of(USUAL_WAIT))
        : Optional.of(USUAL_WAIT);
  }

  /**
   * Logs what people cannot mend in the words for those who can: what failed here or at the
   * service, and what no provider takes. That there is too much to do is not logged: metrics say
   * so, and a log would make it more.
   */
  static void log(Throwable thrown) {
    Throwable failure = unwrapped(thrown);
    boolean ofCode = status(failure) == 400 || status(failure) >= FIRST_SERVER_ERROR;
    if (ofCode && retryAfter(failure).isEmpty()) {
      LOG.warn("{}: {}", failure.getClass().getSimpleName(), failure.getMessage());
    }
  }

  /** The status that an answer with this failure has. */
  static int status(Throwable failure) {
    if (failure instanceof ImageLimitException) {
      return 413;
    }
    if (failure instanceof MemoryBudgetException memory) {
      return memory.fitsLater() ? 503 : 413;
    }
    if (failure instanceof ImageException
        || failure instanceof FusionRequestException.EmptyMaskException
        || failure instanceof FusionContentException) {
      return 422;
    }
    if (failure instanceof FusionRequestException) {
      return 400;
    }
    if (failure instanceof FusionThrottledException) {
      return 503;
    }
    if (failure instanceof FusionServiceException || failure instanceof FusionTransportException) {
      return 502;
    }
    return failure instanceof CancelledException ? 504 : 500;
  }

  /** {@code image-limit} of an {@code ImageLimitException}. */
  private static String kind(Throwable failure) {
    String name = failure.getClass().getSimpleName().replaceFirst("(Exception|Error)$", "");
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}

package io.github.maskloom.http.call;

import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.ProviderCall.Cancellation;
import io.github.maskloom.http.call.Attempts.RetryPolicy;
import io.github.maskloom.http.call.CallClock.Deadline;
import io.github.maskloom.http.call.ReceiveBound.ReceiveLimitException;
import io.github.maskloom.http.call.StreamedBody.SendGate;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpTimeouts;
import io.github.maskloom.http.wire.ServiceProfile;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: sends the request and reads the answer. <b>Threads:</b> confined to one.
 *
 * @param http the request
 * @param gate of the request's body
 * @param errors makes the failures of the attempt
 * @param around what all attempts of the call have in common
 */
public record Exchange(Call http, SendGate gate, CallErrors errors, Surroundings around) {
  /** A failure's body comes with its status, or not at all, unless it holds an image. */
  private static final long MAX_ERROR_NANOS = Duration.ofSeconds(10).toNanos();

  /**
   * What all calls of one session have in common.
   *
   * @param http makes the requests
   * @param timer runs delayed tasks, which must be quick
   * @param profile how the service speaks
   * @param config how patiently it is asked
   * @param retries say whether there is another attempt
   * @param clock that waits and deadlines are measured by
   * @param base address of the service
   */
  public record Session(
      HttpClients http,
      ScheduledExecutorService timer,
      ServiceProfile profile,
      HttpConfig config,
      RetryPolicy retries,
      CallClock clock,
      HttpUrl base) {}

  /**
   * What all attempts of one call have in common.
   *
   * @param active the call
   * @param deadline by which the call is to be over
   * @param session whose call it is
   */
  public record Surroundings(ActiveCall active, Deadline deadline, Session session) {
    HttpTimeouts timeouts() {
      return session.config().timeouts();
    }
  }

  /**
   * Sends the request and has the answer read. Blocks until both are done.
   *
   * @param reader reads the answer, whatever its status
   * @throws FusionException if it failed, or an image that came cannot be written here
   * @throws IOException if an image to be sent cannot be read
   * @throws io.github.maskloom.errors.CancelledException if the call ended meanwhile; the thread is
   *     interrupted if that was why
   */
  public void run(Answer reader) throws IOException {
    http.timeout().timeout(around.deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    ConnectWatch connecting =
        new ConnectWatch(around.session.timer(), around.timeouts().connect(), gate);
    http.addEventListener(connecting);
    http.addEventListener(new Headers());
    Cancellation.Registration ends = around.active.onEnd(this::cancel);
    try (ends;
        Response response = http.execute()) {
      read(response.body(), reader);
      if (errors.isAccepted()) {
        around.active.reached(Delivery.ACCEPTED);
      }
    } catch (MaskloomException e) {
      throw e;
    } catch (Exception e) {
      // OkHttp throws what it does not declare, such as InterruptedException while it connects. An
      // interrupt also closes files that are being read or written.
      around.active.endIfInterruptedBy(e);
      around.active.throwIfEnded(delivery());
      throw failure(e, connecting);
    }
  }

  /** Hears of headers when they come: a cancel right after that lets no answer out of OkHttp. */
  private final class Headers extends EventListener {
    @Override
    public void responseHeadersEnd(Call call, Response response) {
      Instant now = around.session.clock().now();
      errors.heard(response.code(), name -> Optional.ofNullable(response.header(name)), now);
    }
  }

  private void cancel() {
    gate.shut();
    http.cancel();
  }

  private void read(ResponseBody answer, Answer reader) throws IOException {
    BufferedSource source = answer.source();
    long silence = around.timeouts().betweenBytes().toNanos();
    if (errors.isFailure()) {
      source.timeout().deadline(Math.min(silence, MAX_ERROR_NANOS), TimeUnit.NANOSECONDS);
    }
    int first = firstByte(source);
    source.timeout().timeout(silence, TimeUnit.NANOSECONDS);
    InputStream in = patient(source);
    if (first == '{' || first == '[') {
      reader.readJson(in);
    } else if (first < 0) {
      throw errors.broken("the answer is empty");
    } else if (first == '<' || !isEvents(answer.contentType(), first)) {
      throw errors.broken("the answer is neither JSON nor events");
    } else {
      reader.readEvents(in);
    }
  }

  /** Gives a failure's body all the time of an answer once it holds what was paid for. */
  private InputStream patient(BufferedSource source) {
    return new FilterInputStream(source.inputStream()) {
      @Override
      public int read(byte[] to, int offset, int length) throws IOException {
        if (errors.isAccepted()) {
          source.timeout().clearDeadline();
        }
        return super.read(to, offset, length);
      }
    };
  }

  /** The first byte that says something, which stays; -1 if there is none. */
  private int firstByte(BufferedSource source) throws IOException {
    long maxBlankBytes = around.session.profile().answers().maxLeadingBlanks();
    for (long i = 0; i <= maxBlankBytes && source.request(i + 1); i++) {
      int b = source.getBuffer().getByte(i) & 0xFF;
      boolean blank = b <= ' ' || b == 0xEF || b == 0xBB || b == 0xBF;
      if (!blank) {
        return b;
      }
    }
    return -1;
  }

  /** Whether it can be events: a gateway may have lost their type, or a server theirs. */
  private static boolean isEvents(@Nullable MediaType type, int first) {
    boolean named = type != null && type.subtype().equals("event-stream");
    return named || "deir:".indexOf(first) >= 0;
  }

  private Delivery delivery() {
    if (errors.isAccepted()) {
      return Delivery.ACCEPTED;
    }
    return gate.passed() ? Delivery.UNKNOWN : Delivery.NOT_SENT;
  }

  private FusionException failure(Exception cause, ConnectWatch connecting) throws IOException {
    if (cause instanceof LocalFailure local) {
      throw broken(local.failure());
    }
    if (!(cause instanceof IOException io)) {
      return unexpected(cause);
    }
    if (connecting.tooLate()) {
      String late = "no connection within " + around.timeouts().connect();
      return errors.unanswered(new ConnectException(late), Delivery.NOT_SENT, around.deadline);
    }
    if (!errors.isAnswered()) {
      return errors.unanswered(io, delivery(), around.deadline);
    }
    if (ReceiveLimitException.isCauseOf(io)) {
      return errors.broken("the answer's framing goes on without a byte of the answer");
    }
    boolean cut = cause instanceof ProtocolException || cause instanceof EOFException;
    return cut
        ? errors.broken("the answer breaks off")
        : errors.lost(io, around.timeouts().betweenBytes(), around.deadline);
  }

  /** What failed on this machine, and cost something if the service had done its work. */
  private IOException broken(IOException here) {
    if (errors.isAccepted()) {
      throw errors.unkept(here);
    }
    around.active.reached(delivery());
    return here;
  }

  /** Its message may quote anything, so only its type is given. */
  private FusionException unexpected(Exception cause) {
    boolean notSent = delivery() == Delivery.NOT_SENT;
    return new FusionServiceException(
        "the HTTP client failed unexpectedly: " + cause.getClass().getName(),
        errors
            .accepted()
            .withDelivery(delivery())
            .withRetry(notSent ? RetryAdvice.SAFE : RetryAdvice.MAY_BILL_TWICE));
  }

  /** What reads an answer, whatever its status. */
  public interface Answer {
    /**
     * Reads JSON, which begins with a brace or a bracket.
     *
     * @param in the whole answer; stays open
     * @throws IOException if reading fails
     */
    void readJson(InputStream in) throws IOException;

    /**
     * Reads events up to the one that says that all is done.
     *
     * @param in the whole answer; stays open
     * @throws IOException if reading fails
     */
    void readEvents(InputStream in) throws IOException;
  }
}

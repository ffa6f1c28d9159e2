package io.github.maskloom.ark;

import io.github.maskloom.errors.Delivery;
import io.github.maskloom.errors.FusionException;
import io.github.maskloom.fusion.spi.Cancellation;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** One attempt: sends the request and reads the answer. <b>Threads:</b> confined to one. */
final class GenerationExchange {
  private static final long MAX_ERROR_BYTES = 1 << 16;
  private static final int MAX_BLANK_BYTES = 1024;

  private final Call http;
  private final GenerationBody body;
  private final ConnectWatch connecting;
  private final ActiveCall active;
  private final Deadline deadline;
  private final ArkErrors errors;
  private final ArkClock clock;
  private final ArkTimeouts timeouts;
  private boolean accepted;

  GenerationExchange(
      Call http,
      GenerationBody body,
      ConnectWatch connecting,
      ArkErrors errors,
      Surroundings around) {
    this.http = http;
    this.body = body;
    this.connecting = connecting;
    this.errors = errors;
    active = around.active;
    deadline = around.deadline;
    clock = around.clock;
    timeouts = around.timeouts;
  }

  /**
   * What all attempts of one call have in common.
   *
   * @param imagesAtMost how many pictures an answer may hold
   */
  record Surroundings(
      ActiveCall active,
      Deadline deadline,
      ArkClock clock,
      ArkTimeouts timeouts,
      int imagesAtMost) {}

  /**
   * Sends the request and reads the answer.
   *
   * @throws FusionException if it failed, or a picture that came cannot be written here
   * @throws IOException if a picture to be sent cannot be read
   * @throws io.github.maskloom.errors.CancelledException if the call ended meanwhile
   */
  void run(AnswerReader reader) throws IOException {
    http.timeout().timeout(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    http.addEventListener(connecting);
    Cancellation.Registration ends = active.onEnd(http::cancel);
    try (Response response = http.execute()) {
      errors.heard(response.headers());
      if (!response.isSuccessful()) {
        throw refusal(response);
      }
      accepted = true;
      read(response.body(), reader);
    } catch (IOException e) {
      // An interrupt also closes files that are being read or written.
      active.endIfInterrupted();
      active.throwIfEnded(delivery());
      if (e instanceof LocalFailure local) {
        throw broken(local.failure());
      }
      throw failure(e);
    } finally {
      ends.close();
    }
  }

  private FusionException refusal(Response response) {
    Optional<Duration> after = RetryAfter.parse(response.header(ArkHttp.RETRY_AFTER), clock.now());
    return errors.ofAnswer(response.code(), bodyOf(response), after);
  }

  private byte[] bodyOf(Response response) {
    try {
      return response.peekBody(MAX_ERROR_BYTES).bytes();
    } catch (IOException e) {
      active.endIfInterrupted();
      active.throwIfEnded(ArkErrors.deliveryOf(response.code()));
      return new byte[0]; // The status has come, which says enough.
    }
  }

  private void read(ResponseBody answer, AnswerReader reader) throws IOException {
    BufferedSource source = answer.source();
    int first = firstByte(source);
    source.timeout().timeout(timeouts.betweenBytes().toNanos(), TimeUnit.NANOSECONDS);
    InputStream in = source.inputStream();
    if (first == '{') {
      reader.readJson(in);
    } else if (first < 0) {
      throw errors.broken("the answer is empty");
    } else if (first == '<' || first == '[' || !isEvents(answer.contentType(), first)) {
      throw errors.broken("the answer is neither JSON nor events");
    } else {
      reader.readEvents(in);
    }
  }

  /** The first byte that says something, which stays; -1 if there is none. */
  private static int firstByte(BufferedSource source) throws IOException {
    for (int i = 0; i < MAX_BLANK_BYTES && source.request(i + 1); i++) {
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
    if (accepted) {
      return Delivery.ACCEPTED;
    }
    return body.written() ? Delivery.UNKNOWN : Delivery.NOT_SENT;
  }

  /** What failed on this machine, and cost something if the service had done its work. */
  private IOException broken(IOException here) {
    if (accepted) {
      throw errors.unkept(here);
    }
    return here;
  }

  private FusionException failure(IOException cause) {
    if (connecting.tooLate() && !accepted) {
      IOException late = new ConnectException("no connection within " + timeouts.connect());
      return errors.unanswered(late, Delivery.NOT_SENT, deadline);
    }
    if (!accepted) {
      return errors.unanswered(cause, delivery(), deadline);
    }
    boolean cut = cause instanceof ProtocolException || cause instanceof EOFException;
    return cut
        ? errors.broken("the answer breaks off")
        : errors.lost(cause, timeouts.betweenBytes(), deadline);
  }
}

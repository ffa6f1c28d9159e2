package io.github.maskloom.testing.internal.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;

/**
 * What a call is answered with, or what befalls it.
 *
 * <p>The answers made here read and record the request's body first, unless they say otherwise. An
 * answer may be given several times. Arrays are not copied.
 */
@FunctionalInterface
public interface Answer {
  /** The id in the header {@code x-request-id}, unless an answer has another or none. */
  String SERVER_REQUEST_ID = "0217570000000000000000000000000000000000000000000abcd";

  /**
   * Answers one call.
   *
   * @param call whose body need not have been read
   * @throws IOException if the client has gone, or sends what it should not
   */
  void reply(ReceivedCall call) throws IOException;

  /**
   * Answers with JSON.
   *
   * @param json the body as it is
   * @return an answer at status 200 once the request was read
   */
  static Answer json(String json) {
    return body(200, "application/json", json.getBytes(UTF_8));
  }

  /**
   * Answers with a stream of server-sent events, which arrives at once.
   *
   * @param events body, as it is
   * @return an answer at status 200 once the request was read
   */
  static Answer events(String events) {
    return inPieces("text/event-stream", events.getBytes(UTF_8), Integer.MAX_VALUE);
  }

  /**
   * Answers with a body in chunks, each of which is sent at once.
   *
   * @param contentType of the body
   * @param body at whose end the answer ends
   * @param bytesPerPiece the most bytes of a chunk, at least 1
   * @return an answer at status 200 once the request was read
   */
  static Answer inPieces(String contentType, byte[] body, int bytesPerPiece) {
    return afterBody(
        call -> {
          try (OutputStream out = chunks(call, 200, contentType)) {
            for (int start = 0; start < body.length; start += bytesPerPiece) {
              out.write(body, start, Math.min(bytesPerPiece, body.length - start));
            }
          }
        });
  }

  /**
   * Answers with a body whose second part is sent when the test lets it.
   *
   * @param contentType of the body
   * @param body at whose end the answer ends
   * @param split how many bytes the first part has
   * @param goOn opened by the test for the second part; after 30 seconds the connection is closed
   * @return an answer at status 200 once the request was read
   */
  static Answer inTwoParts(String contentType, byte[] body, int split, CountDownLatch goOn) {
    return afterBody(
        call -> {
          try (OutputStream out = chunks(call, 200, contentType)) {
            out.write(body, 0, split);
            awaitOrFail(goOn);
            out.write(body, split, body.length - split);
          }
        });
  }

  /**
   * Answers with an error as {@link ImagesJson#errorOf} writes it, with an empty type and
   * parameter.
   *
   * @param status of the answer
   * @param code any text
   * @param message any text
   * @return an answer once the request was read
   */
  static Answer error(int status, String code, String message) {
    return errorBody(status, ImagesJson.errorOf(code, message));
  }

  /**
   * Answers with an error of any form.
   *
   * @param status of the answer
   * @param json body, as it is
   * @return an answer once the request was read
   */
  static Answer errorBody(int status, String json) {
    return body(status, "application/json", json.getBytes(UTF_8));
  }

  /**
   * Answers that there are too many requests, with status 429.
   *
   * @param code any text
   * @param retryAfter value of the header {@code Retry-After}: seconds or a date
   * @return an answer once the request was read
   */
  static Answer tooMany(String code, String retryAfter) {
    byte[] body = ImagesJson.errorOf(code, "too many requests").getBytes(UTF_8);
    return with(Map.of("Retry-After", retryAfter), 429, "application/json", body);
  }

  /**
   * Answers without a body, and with an id of your own.
   *
   * @param status of the answer
   * @param id in the header {@code x-request-id}
   * @return an answer once the request was read
   */
  static Answer withRequestId(int status, String id) {
    return bare(status, Map.of("x-request-id", id));
  }

  /**
   * Answers without a body that the client may come back.
   *
   * @param status of the answer, such as 503
   * @param retryAfter value of the header {@code Retry-After}: seconds or a date
   * @return an answer once the request was read
   */
  static Answer comeBack(int status, String retryAfter) {
    return with(Map.of("Retry-After", retryAfter), status, "text/plain", new byte[0]);
  }

  /**
   * Answers with a part of an error, then sends nothing until the client goes.
   *
   * @param status of the answer
   * @param stalled counted down when the part was sent
   * @return an answer once the request was read
   */
  static Answer stalledError(int status, CountDownLatch stalled) {
    return stalls(status, "application/json", "{\"error\":".getBytes(UTF_8), stalled);
  }

  /**
   * Answers with an error compressed by gzip, as some proxies do if the client allows it.
   *
   * @param status of the answer
   * @param code any text
   * @param message any text
   * @return an answer once the request was read
   */
  static Answer compressedError(int status, String code, String message) {
    return call -> {
      Buffer body = new Buffer();
      try (BufferedSink gzip = Okio.buffer(new GzipSink(body))) {
        gzip.writeUtf8(ImagesJson.errorOf(code, message));
      }
      Map<String, String> compressed = Map.of("Content-Encoding", "gzip");
      with(compressed, status, "application/json", body.readByteArray()).reply(call);
    };
  }

  /**
   * Answers without a body.
   *
   * @param status of the answer
   * @return an answer once the request was read
   */
  static Answer empty(int status) {
    return body(status, "text/plain", new byte[0]);
  }

  /**
   * Sends the client elsewhere.
   *
   * @param status of the answer, such as 302
   * @param location value of the header {@code Location}
   * @return an answer once the request was read
   */
  static Answer redirect(int status, String location) {
    return bare(status, Map.of("Location", location));
  }

  /**
   * Answers with a small page of HTML, as a proxy shows it.
   *
   * @param status of the answer
   * @return an answer once the request was read
   */
  static Answer htmlPage(int status) {
    String page = "<html><head><title>" + status + "</title></head><body>nginx</body></html>";
    return body(status, "text/html", page.getBytes(UTF_8));
  }

  /**
   * Answers with any body.
   *
   * @param status of the answer
   * @param contentType of the body
   * @param body as it is; may be empty
   * @return an answer once the request was read
   */
  static Answer body(int status, String contentType, byte[] body) {
    return with(Map.of(), status, contentType, body);
  }

  /**
   * Answers with a body that ends early, with a hang-up.
   *
   * @param contentType of the body
   * @param body whose whole length is promised
   * @param bytesThatCome how many bytes of the body are sent; at most all
   * @return an answer at status 200 once the request was read
   */
  static Answer cut(String contentType, byte[] body, int bytesThatCome) {
    return cut(contentType, "Content-Length: " + body.length, body, bytesThatCome);
  }

  private static Answer cut(String contentType, String framing, byte[] body, int bytesThatCome) {
    return afterBody(
        call -> {
          Exchange exchange = call.exchange();
          exchange.head(200, call.answerHeaders(contentType), framing);
          exchange.rawOutput().write(body, 0, bytesThatCome);
          exchange.rawOutput().flush();
          exchange.hangUp();
        });
  }

  /**
   * Answers with a body whose end is a hang-up, so that HTTP cannot say whether it is complete.
   *
   * @param contentType of the body
   * @param body as it is, which is sent whole
   * @return an answer at status 200 once the request was read
   */
  static Answer untilHangUp(String contentType, byte[] body) {
    return cut(contentType, "Connection: close", body, body.length);
  }

  /**
   * Answers with bytes that need not be HTTP, and hangs up.
   *
   * @param bytes all that is sent, head and body
   * @return an answer once the request was read
   */
  static Answer raw(byte[] bytes) {
    return afterBody(call -> call.exchange().rawOutput().write(bytes)).thenHangUp();
  }

  /** {@return a reset of the connection before a byte of the body was read} Nothing is recorded. */
  static Answer resetBeforeBody() {
    return call -> call.exchange().reset();
  }

  /** {@return a reset of the connection when the body was read, without a byte of an answer} */
  static Answer resetAfterBody() {
    return afterBody(call -> call.exchange().reset());
  }

  /** {@return a hang-up in good order when the body was read, without a byte of an answer} */
  static Answer hangUpAfterBody() {
    return afterBody(call -> call.exchange().hangUp());
  }

  /**
   * Reads the whole request, then sends nothing until the client goes.
   *
   * @param silent counted down when the request was read
   * @return an answer without a byte
   */
  static Answer silence(CountDownLatch silent) {
    return afterBody(
        call -> {
          silent.countDown();
          call.exchange().awaitHangUp();
        });
  }

  /**
   * Reads the head only, and leaves the body on the wire until the test lets it. Then the body is
   * read and dropped until the client goes, and nothing is recorded.
   *
   * @param headRead counted down when the head was read
   * @param goOn opened by the test; after 30 seconds the connection is closed
   * @return an answer without a byte
   */
  static Answer notReading(CountDownLatch headRead, CountDownLatch goOn) {
    return call -> {
      headRead.countDown();
      awaitOrFail(goOn);
      call.exchange().awaitHangUp();
    };
  }

  /**
   * Sends a part of a body as one chunk, then sends nothing until the client goes.
   *
   * @param contentType of the body
   * @param part as it is
   * @param stalled counted down when the part was sent
   * @return an answer at status 200 once the request was read
   */
  static Answer stalls(String contentType, byte[] part, CountDownLatch stalled) {
    return stalls(200, contentType, part, stalled);
  }

  private static Answer stalls(
      int status, String contentType, byte[] part, CountDownLatch stalled) {
    return afterBody(
        call -> {
          chunks(call, status, contentType).write(part);
          stalled.countDown();
          call.exchange().awaitHangUp();
        });
  }

  /**
   * Begins an answer, and repeats the rest of it until the client goes.
   *
   * @param start of the answer, byte for byte from its status line, in ISO 8859-1
   * @param more at least one character of ISO 8859-1 that are repeated
   * @param sent grows by the bytes that are repeated
   * @return an answer once the request was read
   */
  static Answer endless(String start, String more, AtomicLong sent) {
    byte[] first = start.getBytes(ISO_8859_1);
    byte[] again = more.repeat(Math.max(1, 65_536 / more.length())).getBytes(ISO_8859_1);
    return afterBody(
        call -> {
          OutputStream out = call.exchange().rawOutput();
          out.write(first);
          while (true) {
            out.write(again);
            sent.addAndGet(again.length);
          }
        });
  }

  /**
   * Answers as this answer does, but only when the test lets it.
   *
   * @param reached counted down when the request was read
   * @param goOn opened by the test; after 30 seconds the connection is closed
   * @return an answer with this pause before it
   */
  default Answer after(CountDownLatch reached, CountDownLatch goOn) {
    return call -> {
      call.readBody();
      reached.countDown();
      awaitOrFail(goOn);
      reply(call);
    };
  }

  /**
   * Answers as this answer does, but only after some time, as a model does.
   *
   * @param time how long the pause is once the request was read
   * @return an answer with this pause before it
   */
  default Answer afterDrawing(Duration time) {
    return call -> {
      call.readBody();
      Uninterruptibles.sleepUninterruptibly(time);
      reply(call);
    };
  }

  /** {@return this answer, after which the connection is closed though no header said so} */
  default Answer thenHangUp() {
    return call -> {
      reply(call);
      call.exchange().hangUp();
    };
  }

  private static Answer afterBody(Answer answer) {
    return call -> {
      call.readBody();
      answer.reply(call);
    };
  }

  /**
   * Answers with headers beside the usual ones, such as when to come again.
   *
   * @param more headers by name; one replaces a usual header only if its name is in lower case too
   * @param status of the answer
   * @param contentType media type
   * @param body all of it
   * @return an answer once the request was read
   */
  static Answer with(Map<String, String> more, int status, String contentType, byte[] body) {
    return afterBody(
        call -> {
          Map<String, String> headers = call.answerHeaders(contentType);
          headers.putAll(more);
          call.exchange().respond(status, headers, body);
        });
  }

  private static Answer bare(int status, Map<String, String> headers) {
    return afterBody(call -> call.exchange().respond(status, headers, new byte[0]));
  }

  private static OutputStream chunks(ReceivedCall call, int status, String contentType)
      throws IOException {
    return call.exchange().respondInChunks(status, call.answerHeaders(contentType));
  }

  private static void awaitOrFail(CountDownLatch latch) throws IOException {
    if (!Uninterruptibles.awaitUninterruptibly(latch, 30, TimeUnit.SECONDS)) {
      throw new IOException("the test did not let the server go on");
    }
  }
}

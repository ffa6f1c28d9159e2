package io.github.maskloom.testing.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/** What a call is answered with, or what befalls it. */
@FunctionalInterface
public interface Answer {
  /** The id that the server gives each call, in a header. */
  String SERVER_REQUEST_ID = "0217570000000000000000000000000000000000000000000abcd";

  /** Answers one call. */
  void reply(ReceivedCall call) throws IOException;

  /** A JSON answer at HTTP 200. */
  static Answer json(String json) {
    return body(200, "application/json", json.getBytes(UTF_8));
  }

  /** A stream of events, which arrives at once. */
  static Answer events(String events) {
    return inPieces("text/event-stream", events.getBytes(UTF_8), Integer.MAX_VALUE);
  }

  /** A body that arrives in pieces of some bytes, each a write of its own. */
  static Answer inPieces(String contentType, byte[] body, int bytesPerPiece) {
    return afterBody(
        call -> {
          try (OutputStream out = chunks(call, 200, contentType)) {
            for (int start = 0; start < body.length; ) {
              int length = Math.min(bytesPerPiece, body.length - start);
              out.write(body, start, length);
              start += length;
            }
          }
        });
  }

  /** A body whose second part is sent when it is let. */
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

  /** An error as services write it: code and message, an empty type, an empty parameter. */
  static Answer error(int status, String code, String message) {
    return errorBody(status, ErrorJson.of(code, message).toString());
  }

  /** An error whose server id stands in the message alone. */
  static Answer withoutRequestId(int status, ErrorJson json) {
    byte[] body = json.toString().getBytes(UTF_8);
    Map<String, String> headers = Map.of("content-type", "application/json");
    return afterBody(call -> call.exchange().respond(status, headers, body));
  }

  /** An error with a JSON body of its own. */
  static Answer errorBody(int status, String json) {
    return body(status, "application/json", json.getBytes(UTF_8));
  }

  /** Too many requests, with the time after which to come again. */
  static Answer tooMany(String code, String retryAfter) {
    byte[] body = ErrorJson.of(code, "too many requests").toString().getBytes(UTF_8);
    return with("Retry-After", retryAfter, 429, "application/json", body);
  }

  /** An empty answer with a server id of one's own. */
  static Answer withRequestId(int status, String id) {
    Map<String, String> headers = Map.of("x-request-id", id);
    return afterBody(call -> call.exchange().respond(status, headers, new byte[0]));
  }

  /** An answer without a body, whose {@code Retry-After} has this value, seconds or a date. */
  static Answer comeBack(int status, String retryAfter) {
    return with("Retry-After", retryAfter, status, "text/plain", new byte[0]);
  }

  /** A status and a part of its body, then nothing until the client goes. */
  static Answer stalledError(int status, CountDownLatch stalled) {
    return stalls(status, "application/json", "{\"error\":".getBytes(UTF_8), stalled);
  }

  /** An error whose body is compressed, as some proxies do if the client allows it. */
  static Answer compressedError(int status, String code, String message) {
    byte[] body = gzip(ErrorJson.of(code, message).toString());
    return with("Content-Encoding", "gzip", status, "application/json", body);
  }

  /** What the proxy answers for a path that it does not know. */
  static Answer emptyNotFound() {
    return call -> {
      call.exchange().body().transferTo(OutputStream.nullOutputStream());
      call.exchange().respond(404, Map.of("server", "istio-envoy"), new byte[0]);
    };
  }

  /** Any status without a body. */
  static Answer empty(int status) {
    return body(status, "text/plain", new byte[0]);
  }

  /** Sends the client elsewhere. */
  static Answer redirect(int status, String location) {
    Map<String, String> headers = Map.of("Location", location);
    return afterBody(call -> call.exchange().respond(status, headers, new byte[0]));
  }

  /**
   * A body that begins so and goes on with a letter for a number of bytes, unless the client goes.
   */
  static Answer goingOn(String contentType, String start, long bytes) {
    byte[] letters = "A".repeat(1 << 16).getBytes(UTF_8);
    return afterBody(
        call -> {
          OutputStream out = chunks(call, 200, contentType);
          out.write(start.getBytes(UTF_8));
          for (long sent = 0; sent < bytes; sent += letters.length) {
            out.write(letters);
          }
          call.exchange().hangUp();
        });
  }

  /** A page as a proxy shows it. */
  static Answer htmlPage(int status) {
    String page = "<html><head><title>" + status + "</title></head><body>nginx</body></html>";
    return body(status, "text/html", page.getBytes(UTF_8));
  }

  /** Any answer after the whole request was read. */
  static Answer body(int status, String contentType, byte[] body) {
    return afterBody(
        call -> call.exchange().respond(status, call.answerHeaders(contentType), body));
  }

  /** An answer that says it has more bytes than come, and ends with a hang-up. */
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

  /** A body whose end is a hang-up, so that HTTP cannot say whether it is complete. */
  static Answer untilHangUp(String contentType, byte[] body) {
    return cut(contentType, "Connection: close", body, body.length);
  }

  /** Bytes that may be anything, in the place of an HTTP answer, then a hang-up. */
  static Answer raw(byte[] bytes) {
    return afterBody(call -> call.exchange().rawOutput().write(bytes)).thenHangUp();
  }

  /** Breaks the connection off before a byte of the body was read. */
  static Answer resetBeforeBody() {
    return call -> call.exchange().reset();
  }

  /** Breaks the connection off after some bytes of the body. */
  static Answer resetDuringBody(long bytes) {
    return call -> {
      call.readBytes(bytes);
      call.exchange().reset();
    };
  }

  /** Breaks the connection off when the body was read. */
  static Answer resetAfterBody() {
    return afterBody(call -> call.exchange().reset());
  }

  /** Hangs up in good order when the body was read. */
  static Answer hangUpAfterBody() {
    return afterBody(call -> call.exchange().hangUp());
  }

  /** Answers an error before the body was read, and then hangs up. */
  static Answer refuseBeforeBody(int status, String code, String message) {
    byte[] body = ErrorJson.of(code, message).toString().getBytes(UTF_8);
    return call -> {
      call.exchange().respond(status, call.answerHeaders("application/json"), body);
      call.exchange().body().transferTo(OutputStream.nullOutputStream());
    };
  }

  /** Reads the whole request, then says nothing until the client goes. */
  static Answer silence(CountDownLatch silent) {
    return afterBody(
        call -> {
          silent.countDown();
          call.exchange().awaitHangUp();
        });
  }

  /** Reads the head only and leaves the body where it is until the client goes. */
  static Answer notReading(CountDownLatch headRead, CountDownLatch goOn) {
    return call -> {
      headRead.countDown();
      awaitOrFail(goOn);
      call.exchange().awaitHangUp();
    };
  }

  /** Sends a part of the body, then says nothing until the client goes. */
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

  /** An error whose body begins so, and then comes a blank at a time until the client goes. */
  static Answer drippingError(int status, String start) {
    return afterBody(
        call -> {
          OutputStream out = chunks(call, status, "application/json");
          out.write(start.getBytes(UTF_8));
          while (true) {
            awaitInVain(Duration.ofMillis(50));
            out.write(' ');
          }
        });
  }

  /**
   * Begins an answer so, byte for byte, and goes on with the same until the client goes.
   *
   * @param sent counts the bytes
   */
  static Answer endless(String start, String more, AtomicLong sent) {
    byte[] first = start.getBytes(ISO_8859_1);
    byte[] again = more.getBytes(ISO_8859_1);
    return afterBody(call -> call.exchange().writeEndlessly(first, again, sent));
  }

  /** Answers as another answer does, but only when it is let. */
  default Answer after(CountDownLatch reached, CountDownLatch goOn) {
    return call -> {
      call.readBody();
      reached.countDown();
      awaitOrFail(goOn);
      reply(call);
    };
  }

  /** Answers as another answer does, but only after some time, as a model does. */
  default Answer afterDrawing(Duration time) {
    return call -> {
      call.readBody();
      awaitInVain(time);
      reply(call);
    };
  }

  /** Answers as another answer does, and then closes the connection without having said so. */
  default Answer thenHangUp() {
    return call -> {
      reply(call);
      call.exchange().hangUp();
    };
  }

  /** Reads the body a few bytes at a time, as a congested proxy does, and then answers. */
  default Answer readingSlowly(int bytesPerRead) {
    return call -> {
      InputStream body = call.exchange().body();
      byte[] few = new byte[bytesPerRead];
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int count = body.read(few); count >= 0; count = body.read(few)) {
        all.write(few, 0, count);
        Thread.onSpinWait();
      }
      call.record(new ByteArrayInputStream(all.toByteArray()));
      reply(call);
    };
  }

  private static Answer afterBody(Answer answer) {
    return call -> {
      call.readBody();
      answer.reply(call);
    };
  }

  private static Answer with(
      String header, String value, int status, String contentType, byte[] body) {
    return afterBody(
        call -> {
          Map<String, String> headers = call.answerHeaders(contentType);
          headers.put(header, value);
          call.exchange().respond(status, headers, body);
        });
  }

  private static OutputStream chunks(ReceivedCall call, int status, String contentType)
      throws IOException {
    return call.exchange().respondInChunks(status, call.answerHeaders(contentType));
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static void awaitInVain(Duration time) throws IOException {
    try {
      new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void awaitOrFail(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IOException("the test did not let the server go on");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}

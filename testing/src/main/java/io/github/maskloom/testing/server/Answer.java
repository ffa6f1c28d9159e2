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

  /**
   * Answers one call.
   *
   * @param call whose body need not have been read
   * @throws IOException if the client has gone, or sends what it should not
   */
  void reply(ReceivedCall call) throws IOException;

  /**
   * Answers at status 200.
   *
   * @param json the body as it is
   * @return an answer once the request was read
   */
  static Answer json(String json) {
    return body(200, "application/json", json.getBytes(UTF_8));
  }

  /**
   * Answers with a stream of events, which arrives at once.
   *
   * @param events body, as it is
   * @return an answer at status 200 once the request was read
   */
  static Answer events(String events) {
    return inPieces("text/event-stream", events.getBytes(UTF_8), Integer.MAX_VALUE);
  }

  /**
   * Answers with a body that arrives in pieces, each a write of its own.
   *
   * @param contentType of the body
   * @param body at whose end the answer ends
   * @param bytesPerPiece at least 1
   * @return an answer at status 200 once the request was read
   */
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

  /**
   * Answers with a body whose second part is sent when it is let.
   *
   * @param contentType of the body
   * @param body at whose end the answer ends
   * @param split how many bytes the first part has
   * @param goOn is waited for between the parts, for up to 30 seconds
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
   * Answers with an error as services write it, with an empty type and an empty parameter.
   *
   * @param status of the answer
   * @param code any text
   * @param message any text
   * @return an answer once the request was read
   */
  static Answer error(int status, String code, String message) {
    return errorBody(status, ErrorJson.of(code, message).toString());
  }

  /**
   * Answers with an error and without the header that holds the server's id.
   *
   * @param status of the answer
   * @param json whose message may name an id
   * @return an answer once the request was read
   */
  static Answer withoutRequestId(int status, ErrorJson json) {
    byte[] body = json.toString().getBytes(UTF_8);
    Map<String, String> headers = Map.of("content-type", "application/json");
    return afterBody(call -> call.exchange().respond(status, headers, body));
  }

  /**
   * Answers with an error of another form.
   *
   * @param status of the answer
   * @param json body, as it is
   * @return an answer once the request was read
   */
  static Answer errorBody(int status, String json) {
    return body(status, "application/json", json.getBytes(UTF_8));
  }

  /**
   * Answers with status 429.
   *
   * @param code any text
   * @param retryAfter value of the header, seconds or a date
   * @return an answer once the request was read
   */
  static Answer tooMany(String code, String retryAfter) {
    byte[] body = ErrorJson.of(code, "too many requests").toString().getBytes(UTF_8);
    return with("Retry-After", retryAfter, 429, "application/json", body);
  }

  /**
   * Answers without a body, and with another id of the server.
   *
   * @param status of the answer
   * @param id in the header {@code x-request-id}
   * @return an answer once the request was read
   */
  static Answer withRequestId(int status, String id) {
    Map<String, String> headers = Map.of("x-request-id", id);
    return afterBody(call -> call.exchange().respond(status, headers, new byte[0]));
  }

  /**
   * Answers without a body.
   *
   * @param status of the answer
   * @param retryAfter value of the header, seconds or a date
   * @return an answer once the request was read
   */
  static Answer comeBack(int status, String retryAfter) {
    return with("Retry-After", retryAfter, status, "text/plain", new byte[0]);
  }

  /**
   * Answers with a part of an error, then with nothing until the client goes.
   *
   * @param status of the answer
   * @param stalled opens when the part was sent
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
    byte[] body = gzip(ErrorJson.of(code, message).toString());
    return with("Content-Encoding", "gzip", status, "application/json", body);
  }

  /**
   * {@return what a proxy answers for a path that it does not know} The request is read, and not
   * recorded.
   */
  static Answer emptyNotFound() {
    return call -> {
      call.exchange().body().transferTo(OutputStream.nullOutputStream());
      call.exchange().respond(404, Map.of("server", "istio-envoy"), new byte[0]);
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
   * @param location value of the header
   * @return an answer once the request was read
   */
  static Answer redirect(int status, String location) {
    Map<String, String> headers = Map.of("Location", location);
    return afterBody(call -> call.exchange().respond(status, headers, new byte[0]));
  }

  /**
   * Answers with a body that goes on with a letter, and breaks off.
   *
   * @param contentType of the body
   * @param start of the body
   * @param bytes of letters, rounded up to whole 64 KiB
   * @return an answer at status 200 once the request was read
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

  /**
   * Answers with a page as a proxy shows it.
   *
   * @param status of the answer
   * @return an answer once the request was read
   */
  static Answer htmlPage(int status) {
    String page = "<html><head><title>" + status + "</title></head><body>nginx</body></html>";
    return body(status, "text/html", page.getBytes(UTF_8));
  }

  /**
   * Answers with anything.
   *
   * @param status of the answer
   * @param contentType of the body
   * @param body as it is
   * @return an answer once the request was read
   */
  static Answer body(int status, String contentType, byte[] body) {
    return afterBody(
        call -> call.exchange().respond(status, call.answerHeaders(contentType), body));
  }

  /**
   * Answers with a body that ends early, with a hang-up.
   *
   * @param contentType of the body
   * @param body whose whole length is promised
   * @param bytesThatCome fewer than it has
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
   * @param body all of which comes
   * @return an answer at status 200 once the request was read
   */
  static Answer untilHangUp(String contentType, byte[] body) {
    return cut(contentType, "Connection: close", body, body.length);
  }

  /**
   * Answers with what need not be HTTP, and hangs up.
   *
   * @param bytes in the place of head and body
   * @return an answer once the request was read
   */
  static Answer raw(byte[] bytes) {
    return afterBody(call -> call.exchange().rawOutput().write(bytes)).thenHangUp();
  }

  /** {@return a reset of the connection before a byte of the body was read} */
  static Answer resetBeforeBody() {
    return call -> call.exchange().reset();
  }

  /**
   * Breaks the connection off while the body comes.
   *
   * @param bytes of the body that are read before
   * @return a reset of the connection
   */
  static Answer resetDuringBody(long bytes) {
    return call -> {
      call.readBytes(bytes);
      call.exchange().reset();
    };
  }

  /** {@return a reset of the connection when the body was read} */
  static Answer resetAfterBody() {
    return afterBody(call -> call.exchange().reset());
  }

  /** {@return a hang-up in good order when the body was read} */
  static Answer hangUpAfterBody() {
    return afterBody(call -> call.exchange().hangUp());
  }

  /**
   * Reads the whole request, then says nothing until the client goes.
   *
   * @param silent opens when the request was read
   * @return no answer
   */
  static Answer silence(CountDownLatch silent) {
    return afterBody(
        call -> {
          silent.countDown();
          call.exchange().awaitHangUp();
        });
  }

  /**
   * Reads the head only and leaves the body where it is.
   *
   * @param headRead opens at once
   * @param goOn is waited for, for up to 30 seconds, before the body is read and forgotten
   * @return no answer
   */
  static Answer notReading(CountDownLatch headRead, CountDownLatch goOn) {
    return call -> {
      headRead.countDown();
      awaitOrFail(goOn);
      call.exchange().awaitHangUp();
    };
  }

  /**
   * Sends a part of the body, then says nothing until the client goes.
   *
   * @param contentType of the body
   * @param part as it is
   * @param stalled opens when the part was sent
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
   * Answers with an error that begins, and goes on with a blank at a time until the client goes.
   *
   * @param status of the answer
   * @param start of the body
   * @return an answer once the request was read
   */
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
   * Begins an answer, and repeats the rest of it until the client goes.
   *
   * @param start of the answer, byte for byte from its status line
   * @param more that is repeated, at most 65536 bytes
   * @param sent counts the bytes that are repeated
   * @return an answer once the request was read
   */
  static Answer endless(String start, String more, AtomicLong sent) {
    byte[] first = start.getBytes(ISO_8859_1);
    byte[] again = more.getBytes(ISO_8859_1);
    return afterBody(call -> call.exchange().writeEndlessly(first, again, sent));
  }

  /**
   * Answers as this answer does, but only when it is let.
   *
   * @param reached opens when the request was read
   * @param goOn is waited for, for up to 30 seconds
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
   * @param time from when the request was read
   * @return an answer with this pause before it
   */
  default Answer afterDrawing(Duration time) {
    return call -> {
      call.readBody();
      awaitInVain(time);
      reply(call);
    };
  }

  /** {@return this answer, after which the connection is closed without having said so} */
  default Answer thenHangUp() {
    return call -> {
      reply(call);
      call.exchange().hangUp();
    };
  }

  /**
   * Reads the body in small pieces, as a congested proxy does, and then answers as this answer
   * does.
   *
   * @param bytesPerRead at least 1
   * @return an answer with slow reading before it
   */
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

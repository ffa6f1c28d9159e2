package io.github.maskloom.examples.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Stands between a client and a store: counts, and does to chosen requests what networks do. Each
 * request has a connection of its own.
 */
final class StoreProxy implements Closeable {
  private static final int BUFFER_BYTES = 1 << 14;
  private static final byte[] NOTHING = {};

  private final ServerSocket socket;
  private final int storePort;
  private final ExecutorService threads = Executors.newCachedThreadPool(StoreProxy::daemon);
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Plan> plans = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong toClient = new AtomicLong();

  /** What happens to a request. */
  enum Fault {
    /** The store does not get it; the answer is 500. */
    SERVER_ERROR,
    /** The store does what it is asked; its answer does not come. */
    LOST_ANSWER,
    /** The answer breaks off in the middle. */
    CUT_ANSWER,
    /** The answer stops in the middle, and the connection stays. */
    SILENT_ANSWER
  }

  /** A fault for the next request whose first line says something. */
  private record Plan(Predicate<String> requests, Fault fault, long afterBytes) {}

  StoreProxy(int storePort) {
    this.storePort = storePort;
    try {
      socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    return thread;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** The next request that begins so fails. */
  void fail(String method, Fault fault) {
    fail(method, fault, 0);
  }

  /** The next request that begins so fails after so many bytes of its answer's body. */
  void fail(String method, Fault fault, long afterBytes) {
    plans.add(new Plan(line -> line.startsWith(method), fault, afterBytes));
  }

  /** Methods and paths of the requests that came. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** How many requests came with a method. */
  long count(String method) {
    return requests().stream().filter(line -> line.startsWith(method + " ")).count();
  }

  /** Bytes of bodies that went to clients. */
  long bytesToClient() {
    return toClient.get();
  }

  void forget() {
    requests.clear();
    toClient.set(0);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket store = new Socket(InetAddress.getLoopbackAddress(), storePort)) {
      client.setSendBufferSize(BUFFER_BYTES);
      InputStream in = new BufferedInputStream(client.getInputStream());
      List<String> head = head(in);
      if (head.isEmpty()) {
        return;
      }
      requests.add(head.get(0).replace(" HTTP/1.1", ""));
      Plan plan = plan(head.get(0));
      OutputStream out = client.getOutputStream();
      if (head.removeIf(line -> line.toLowerCase(Locale.ROOT).startsWith("expect:"))) {
        out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
      }
      if (plan.fault() == Fault.SERVER_ERROR) {
        copy(in, OutputStream.nullOutputStream(), length(head));
        out.write(
            "HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .getBytes(ISO_8859_1));
        return;
      }
      byte[] forgotten = isAbort(head.get(0)) ? object(head.get(0)) : NOTHING;
      forward(head, in, store.getOutputStream());
      InputStream answer = new BufferedInputStream(store.getInputStream());
      List<String> answerHead = head(answer);
      if (forgotten.length > 0) {
        putBack(head.get(0), forgotten);
      }
      answer(answerHead, answer, in, out, plan);
    } catch (IOException e) {
      // Whoever closed a connection knows why.
    }
  }

  private Plan plan(String line) {
    synchronized (plans) {
      for (Plan plan : plans) {
        if (plan.requests().test(line)) {
          plans.remove(plan);
          return plan;
        }
      }
    }
    return new Plan(any -> true, Fault.CUT_ANSWER, Long.MAX_VALUE);
  }

  private static void forward(List<String> head, InputStream in, OutputStream store)
      throws IOException {
    long length = length(head);
    head.removeIf(line -> line.toLowerCase(Locale.ROOT).startsWith("connection:"));
    head.add("Connection: close");
    store.write((String.join("\r\n", head) + "\r\n\r\n").getBytes(ISO_8859_1));
    copy(in, store, length);
    store.flush();
  }

  /** S3Mock 5.2.0 deletes an object when an upload to its key is aborted, which S3 does not do. */
  private static boolean isAbort(String line) {
    return line.startsWith("DELETE ") && line.contains("uploadId=");
  }

  private HttpURLConnection connection(String line) throws IOException {
    String path = line.substring(line.indexOf(' ') + 1, line.indexOf('?'));
    URI object = URI.create("http://127.0.0.1:" + storePort + path);
    return (HttpURLConnection) object.toURL().openConnection();
  }

  private byte[] object(String line) throws IOException {
    HttpURLConnection get = connection(line);
    if (get.getResponseCode() != 200) {
      return NOTHING;
    }
    try (InputStream body = get.getInputStream()) {
      return body.readAllBytes();
    }
  }

  private void putBack(String line, byte[] object) throws IOException {
    HttpURLConnection put = connection(line);
    put.setRequestMethod("PUT");
    put.setDoOutput(true);
    put.getOutputStream().write(object);
    put.getResponseCode();
  }

  private void answer(
      List<String> head, InputStream store, InputStream client, OutputStream out, Plan plan)
      throws IOException {
    if (plan.fault() == Fault.LOST_ANSWER) {
      return;
    }
    out.write((String.join("\r\n", head) + "\r\n\r\n").getBytes(ISO_8859_1));
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = plan.afterBytes();
    while (left > 0) {
      int count = store.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        return;
      }
      // Before they are sent: who has got them all may ask at once.
      toClient.addAndGet(count);
      out.write(buffer, 0, count);
      left -= count;
    }
    if (plan.fault() == Fault.SILENT_ANSWER) {
      // Until the client has had enough.
      copy(client, OutputStream.nullOutputStream(), Long.MAX_VALUE);
    }
  }

  private static void copy(InputStream from, OutputStream to, long bytes) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = bytes;
    while (left > 0) {
      int count = from.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        return;
      }
      to.write(buffer, 0, count);
      left -= count;
    }
  }

  private static long length(List<String> head) {
    for (String line : head) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        return Long.parseLong(line.substring(line.indexOf(':') + 1).trim());
      }
    }
    return 0;
  }

  private static List<String> head(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      lines.add(line);
    }
    return lines;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int value = in.read(); value >= 0 && value != '\n'; value = in.read()) {
      if (value != '\r') {
        line.write(value);
      }
    }
    return line.toString(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}

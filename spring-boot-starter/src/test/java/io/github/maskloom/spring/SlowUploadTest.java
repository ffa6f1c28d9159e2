package io.github.maskloom.spring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** An application with the settings of the page, and clients whose uploads do not come on. */
@Timeout(120)
class SlowUploadTest {
  private static final int CLIENTS = 200;
  private static final String BEGUN =
      "POST /composites HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n"
          + "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\nContent-Disposition: form-";

  @Test
  void twoHundredUploadsThatCrawlLeaveThreadsToOthers() throws Exception {
    try (ServletWebServerApplicationContext backend =
            Backend.start(List.of(), "server.tomcat.threads.max=400");
        Crawling crawling = Crawling.into(backend)) {
      while (threads() < CLIENTS) {
        Thread.onSpinWait();
      }
      Form form =
          new Form().file("photo", Pictures.photo(64, 48)).file("mask", Pictures.mask(64, 48));

      HttpResponse<byte[]> answer =
          HttpClient.newHttpClient()
              .send(form.post(Backend.url(backend, "/composites")), BodyHandlers.ofByteArray());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(crawling.clients()).hasSize(CLIENTS).noneMatch(Socket::isClosed);
    }
  }

  /** Threads of the server, which makes one more only while all are busy. */
  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("http-nio-.*-exec-\\d+"))
        .count();
  }

  /** Clients that have sent the beginning of a form. */
  private record Crawling(List<Socket> clients) implements Closeable {
    static Crawling into(ServletWebServerApplicationContext backend) throws IOException {
      Crawling crawling = new Crawling(new ArrayList<>());
      int port = Objects.requireNonNull(backend.getWebServer()).getPort();
      for (int i = 0; i < CLIENTS; i++) {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        crawling.clients.add(client);
        client.getOutputStream().write(BEGUN.getBytes(US_ASCII));
      }
      return crawling;
    }

    @Override
    public void close() throws IOException {
      for (Socket client : clients) {
        client.close();
      }
    }
  }
}

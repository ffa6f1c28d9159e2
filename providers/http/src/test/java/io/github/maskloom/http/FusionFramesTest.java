package io.github.maskloom.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How many methods of the library lie between {@code fuse} and the socket: those of the thread that
 * asks, where it hands the call over, and those of the thread that works for the call.
 *
 * <p>Every frame of the main code counts, also bodies of lambdas and bridges, and the provider's
 * own {@code fuse}. What the JVM makes to call a lambda's body is no method of anybody. The socket
 * looks at the stack until the body's first bytes went out, and until the answer's first came.
 */
@Timeout(60)
class FusionFramesTest {
  private static final int MAX_FRAMES = 22;

  private static final StackWalker WALKER =
      StackWalker.getInstance(Set.of(StackWalker.Option.SHOW_HIDDEN_FRAMES));
  private static final ImageSource PHOTO = ImageSource.of(TestImages.largeJpeg(300_000, 1));
  private static final String PICTURE = Base64.getEncoder().encodeToString(TestImages.png(7));

  /** The frames of a thread that makes another one, for the other one to see. */
  private static final InheritableThreadLocal<List<String>> MAKER =
      new InheritableThreadLocal<>() {
        @Override
        protected List<String> childValue(List<String> parent) {
          return frames();
        }
      };

  @TempDir private Path folder = Path.of("");

  private static List<String> frames() {
    return WALKER.walk(
        all ->
            all.filter(FusionFramesTest::isOfTheLibrary)
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .toList());
  }

  private static boolean isOfTheLibrary(StackWalker.StackFrame frame) {
    String name = frame.getClassName();
    boolean ofTest = name.startsWith(FusionFramesTest.class.getName());
    return name.startsWith("io.github.maskloom.") && !ofTest && !name.contains("$$Lambda");
  }

  /** The deepest stack of both threads that was seen from one side of the socket. */
  private static final class Depth {
    private List<String> deepest = List.of();
    private boolean reached;

    void look() {
      List<String> both = Stream.concat(frames().stream(), MAKER.get().stream()).toList();
      deepest = reached || both.size() < deepest.size() ? deepest : both;
    }

    void check(String cell) {
      System.out.println("frames, " + cell + ": " + deepest.size());
      assertThat(reached).isTrue();
      assertThat(deepest).as(cell).isNotEmpty().hasSizeLessThanOrEqualTo(MAX_FRAMES);
      assertThat(deepest.get(deepest.size() - 1)).isEqualTo(FusionClient.class.getName() + ".fuse");
    }
  }

  private final Depth sent = new Depth();
  private final Depth received = new Depth();

  /** A connection that leads nowhere, and answers each request with the same bytes. */
  private final class Nowhere extends Socket {
    private final String answer;

    Nowhere(String answer) {
      this.answer = answer;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) {}

    @Override
    public OutputStream getOutputStream() {
      return new OutputStream() {
        private final ByteArrayOutputStream head = new ByteArrayOutputStream();

        @Override
        public void write(int value) {
          write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
          sent.look();
          head.write(bytes, offset, length);
          sent.reached |= head.toString(US_ASCII).contains("\r\n\r\n{");
        }
      };
    }

    @Override
    public InputStream getInputStream() {
      String head =
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
              .formatted(answer.length());
      return new InputStream() {
        private final ByteArrayInputStream first = new ByteArrayInputStream(head.getBytes(UTF_8));
        private final ByteArrayInputStream rest = new ByteArrayInputStream(answer.getBytes(UTF_8));

        @Override
        public int read() throws IOException {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
          received.look();
          received.reached |= first.available() == 0;
          return (first.available() > 0 ? first : rest).read(target, offset, length);
        }
      };
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fewMethodsStandBetweenTheCallAndTheSocket(boolean queues) throws Exception {
    String answer =
        queues
            ? "{\"out\":{\"id\":\"job-1\",\"state\":\"done\",\"images\":[\"" + PICTURE + "\"]}}"
            : "{\"data\":[{\"b64_json\":\"" + PICTURE + "\"}]}";
    OkHttpClient sockets =
        new OkHttpClient.Builder()
            .socketFactory(new MadeSockets(() -> new Nowhere(answer)))
            .build();
    HttpConfig config = QueueProvider.config().withHttpClient(sockets);
    MAKER.set(new ArrayList<>());
    FusionConfig fusion =
        FusionConfig.builder().provider(config).tempFolder(folder).jobs(JobStore.NONE).build();
    try (FusionClient client =
            FusionClient.open(new QueueProvider(queues, Optional.empty()), fusion);
        FusionResult result = client.fuse(FusionRequest.builder(PHOTO).prompt("a").build())) {
      assertThat(result.image().width()).isPositive();
    } finally {
      MAKER.remove();
    }

    sent.check(queues ? "queued, body" : "body");
    received.check(queues ? "queued, answer" : "answer");
  }
}

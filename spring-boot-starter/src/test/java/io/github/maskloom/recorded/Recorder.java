package io.github.maskloom.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.internal.server.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Makes calls of a service on loopback, and compares what is seen of them from outside with a
 * recording: every request, the journal, the tickets, and how the call ends. What changes with each
 * run stands there as a placeholder.
 *
 * <p>After a change on purpose this writes the recordings anew. Read the diff then, call by call:
 *
 * <pre>
 * mvn test -pl spring-boot-starter -Dtest=*RecordingTest -Dtest.jvmArgs=-Dmaskloom.recordings=write
 * </pre>
 */
final class Recorder {
  static final String KEY = "key-that-nobody-may-see-8d1f";
  static final String PROMPT = "put the green velvet sofa where the blue paint is";

  private static final int CALLS_AT_ONCE = 8;
  private static final String NAME = "=== ";

  private final String recording;
  private final Function<URI, HttpConfig> service;
  private final String photo;
  private final UnaryOperator<FusionRequest.Builder> usual;
  private final Answer[] made;
  private final Map<String, RecordedCall> calls = new LinkedHashMap<>();

  /**
   * A recording without calls.
   *
   * @param recording name of the file
   * @param service begins the configuration of the service at an address
   * @param photo of the calls
   * @param usual adds what the requests of all calls have, beside photo and prompt
   * @param made the usual answers, in the order of the requests
   */
  Recorder(
      String recording,
      Function<URI, HttpConfig> service,
      String photo,
      UnaryOperator<FusionRequest.Builder> usual,
      Answer... made) {
    this.recording = recording;
    this.service = service;
    this.photo = photo;
    this.usual = usual;
    this.made = made;
  }

  /** An image that is a resource. */
  static byte[] image(String name) {
    try (InputStream in = Recorder.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An image that is a resource, as a source. */
  static ImageSource source(String name) {
    return ImageSource.of(image(name));
  }

  /** A call with the usual request and configuration. */
  void answered(String name, Answer... answers) {
    call(name, config -> config, request -> request, answers);
  }

  /** A call with another request. */
  void asked(String name, UnaryOperator<FusionRequest.Builder> request, Answer... answers) {
    call(name, config -> config, request, answers);
  }

  /** A call with another configuration. */
  void configured(String name, UnaryOperator<HttpConfig> config, Answer... answers) {
    call(name, config, request -> request, answers);
  }

  /** A call with options. */
  void option(String name, ProviderOptions options, Answer... answers) {
    asked(name, request -> request.options(options), answers);
  }

  /** A call for each value of an option. */
  void values(String name, Function<String, ProviderOptions> option, String... values) {
    for (String value : values) {
      option(name + " " + value, option.apply(value));
    }
  }

  /** A call for each model of a configuration, and one for a model that it does not know. */
  void models(HttpConfig config, String unknown, Answer... answers) {
    Stream<String> known = config.models().families().stream().flatMap(each -> each.ids().stream());
    Stream.concat(known, Stream.of(unknown))
        .forEach(id -> configured("model " + id, asked -> asked.withModel(id), answers));
  }

  /** Refers to one image several times. */
  static UnaryOperator<FusionRequest.Builder> references(int count) {
    return request -> {
      Collections.nCopies(count, source("reference.png")).forEach(request::reference);
      return request;
    };
  }

  /** A call. Without answers it gets the usual ones. */
  void call(
      String name,
      UnaryOperator<HttpConfig> config,
      UnaryOperator<FusionRequest.Builder> request,
      Answer... answers) {
    ofPhoto(name, config, photo, asked -> request.apply(usual.apply(asked)), answers);
  }

  /** A call of another photo, which has nothing of the usual request but the prompt. */
  void ofPhoto(
      String name,
      UnaryOperator<HttpConfig> config,
      String image,
      UnaryOperator<FusionRequest.Builder> request,
      Answer... answers) {
    Answer[] given = answers.length == 0 ? made : answers;
    add(name, config, new RecordedCall.Begun(request.apply(worded(image))::build), given);
  }

  private static FusionRequest.Builder worded(String image) {
    return FusionRequest.builder(source(image)).prompt(PROMPT);
  }

  /** A call that takes up the job of a ticket with the usual request. */
  void resumed(String name, String ticket, Answer... answers) {
    FusionRequest.Builder request = usual.apply(worded(photo));
    add(name, config -> config, new RecordedCall.Resumed(ticket, request::build), answers);
  }

  private void add(
      String name, UnaryOperator<HttpConfig> config, RecordedCall.Work work, Answer... answers) {
    Function<URI, HttpConfig> all = uri -> config.apply(service.apply(uri));
    if (calls.put(name, new RecordedCall(all, work, List.of(answers))) != null) {
      throw new IllegalArgumentException("two calls have the name " + name);
    }
  }

  /** Makes all calls and compares them, or writes them anew. */
  void check(Path folder) throws Exception {
    Map<String, String> seen = seen(folder);
    String file = recording + ".txt";
    if ("write".equals(System.getProperty("maskloom.recordings"))) {
      StringBuilder text = new StringBuilder();
      seen.forEach((name, block) -> text.append(NAME).append(name).append('\n').append(block));
      Path resources = Path.of("src/test/resources", getClass().getPackageName().replace('.', '/'));
      Files.writeString(resources.resolve(file), text);
      return;
    }
    Map<String, String> recorded = recorded(file);
    StringBuilder differences = new StringBuilder();
    seen.forEach(
        (name, now) -> {
          String before = recorded.getOrDefault(name, "");
          if (!now.equals(before)) {
            differences.append(NAME).append(name).append('\n').append(difference(before, now));
          }
        });
    assertThat(differences.toString()).as("calls that %s has otherwise", file).isEmpty();
    assertThat(seen.keySet()).as("calls").containsExactlyElementsOf(recorded.keySet());
  }

  private Map<String, String> seen(Path folder) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(CALLS_AT_ONCE);
    try {
      Map<String, Future<List<String>>> running = new LinkedHashMap<>();
      for (Map.Entry<String, RecordedCall> each : calls.entrySet()) {
        Path own = Files.createDirectory(folder.resolve("call-" + running.size()));
        running.put(each.getKey(), pool.submit(() -> each.getValue().run(own)));
      }
      Map<String, String> seen = new LinkedHashMap<>();
      Map<String, String> parts = new LinkedHashMap<>();
      for (Map.Entry<String, Future<List<String>>> each : running.entrySet()) {
        StringBuilder block = new StringBuilder();
        for (String part : each.getValue().get()) {
          block.append(known(part, each.getKey(), parts)).append('\n');
        }
        seen.put(each.getKey(), block.toString());
      }
      return seen;
    } finally {
      pool.shutdownNow();
    }
  }

  /** A request or ticket is written once. Later the call stands there that was first to have it. */
  private static String known(String part, String call, Map<String, String> parts) {
    boolean ticket = part.startsWith(RecordedCall.TICKET);
    if (!ticket && !part.startsWith(RecordedCall.REQUEST)) {
      return part;
    }
    String first = parts.putIfAbsent(part, call);
    String what = ticket ? RecordedCall.TICKET : part.substring(0, part.indexOf('\n')) + ",";
    return first == null ? part : what + " as in: " + first;
  }

  private static Map<String, String> recorded(String file) {
    Map<String, String> blocks = new LinkedHashMap<>();
    String[] all = new String(image(file), UTF_8).split("(?m)^" + NAME, -1);
    for (int i = 1; i < all.length; i++) {
      int end = all[i].indexOf('\n');
      blocks.put(all[i].substring(0, end), all[i].substring(end + 1));
    }
    return blocks;
  }

  /** The lines that only one of both has. */
  private static String difference(String before, String now) {
    List<String> was = before.lines().toList();
    List<String> is = now.lines().toList();
    StringBuilder lines = new StringBuilder();
    was.stream().filter(line -> !is.contains(line)).forEach(line -> add(lines, "- ", line));
    is.stream().filter(line -> !was.contains(line)).forEach(line -> add(lines, "+ ", line));
    return lines.isEmpty() ? "the same lines in another order or number\n" : lines.toString();
  }

  private static void add(StringBuilder lines, String sign, String line) {
    lines.append(sign).append(line).append('\n');
  }
}

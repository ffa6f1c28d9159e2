package io.github.maskloom.testing;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.testing.server.LoopbackTls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a provider of a service over HTTP has to make of everything that services, gateways and
 * servers may answer. A provider's own tests extend this class, say how the service is asked, and
 * write down what it documents.
 *
 * <ul>
 *   <li>Of more than 400 answers below a status of failure, only what the service documents is a
 *       refusal, images are kept, and nothing that may be billed is sent again.
 *   <li>No prompt gets out, in whatever place of an answer a gateway quotes it and in whatever
 *       spelling: not into the log, an exception, a text form, a record or the journal.
 *   <li>Where a server writes two responses to one request, no call gets what was meant for
 *       another, and none is sent again.
 * </ul>
 */
public abstract class HttpProviderContract {
  @TempDir private Path folder = Path.of("");

  /** A contract that is to be kept. */
  protected HttpProviderContract() {}

  /**
   * A refusal that the service documents.
   *
   * @param status of the answer
   * @param code as the service writes it
   * @param again whether it may be sent again, as the service then did nothing and may do it later
   */
  protected record Documented(int status, String code, boolean again) {}

  /** What is logged from now on, at every level. */
  public interface Log extends AutoCloseable {
    /** {@return what was logged since this was last asked} */
    String take();

    @Override
    void close();
  }

  /** {@return a provider, as its public constructor makes it} */
  protected abstract FusionProvider provider();

  /**
   * Configures the provider to ask a service elsewhere. It retries as often as usual, without
   * waiting, and fetches images from 127.0.0.1.
   *
   * @param address of a server on loopback
   * @param tls whose certificates it trusts; empty for a service without TLS
   * @return what it is opened with
   */
  protected abstract ProviderConfig config(URI address, Optional<LoopbackTls> tls);

  /**
   * {@return a request for one image, which comes inside the answer} Its words do not matter.
   *
   * @throws IOException if an image of it cannot be made
   */
  protected abstract ProviderRequest request() throws IOException;

  /** {@return what the service documents as refusals, one of them with {@code again}} */
  protected abstract List<Documented> documented();

  /**
   * Reads a table of refusals.
   *
   * @param lines of a status and a code with a blank between, and {@code again} behind those that
   *     may be sent again
   * @return one refusal a line, in order
   */
  protected static List<Documented> table(String lines) {
    return lines
        .lines()
        .map(line -> line.split(" ", -1))
        .map(words -> new Documented(Integer.parseInt(words[0]), words[1], words.length > 2))
        .toList();
  }

  /**
   * Writes an error as the service does.
   *
   * @param code as JSON
   * @param message as JSON
   * @return the body: a JSON object with a field {@code error}
   */
  protected abstract String error(String code, String message);

  /**
   * Writes the events that bring an image.
   *
   * @param image its bytes
   * @return the body, or empty if the service sends no events
   */
  protected abstract String events(byte[] image);

  /**
   * Begins to listen to every logger.
   *
   * @return what is logged from now on; the contract closes it
   */
  protected abstract Log listen();

  final String errorOf(String code) {
    return error("\"" + code + "\"", "\"no\"");
  }

  final Documented busy() {
    return documented().stream().filter(Documented::again).findFirst().orElseThrow();
  }

  @Test
  void onlyWhatTheServiceDocumentsIsARefusalAndImagesAreKept() throws Exception {
    new DeliveryMatrix(this, folder).check();
  }

  @Test
  void noPromptGetsOutInWhateverSpelling() throws IOException {
    new PromptSecrecy(this).check();
  }

  @Test
  @Tag("slow")
  void noCallGetsAnothersAnswer() throws Exception {
    new SecondResponses(this, folder).assertInStep("http");
  }

  @Test
  @Tag("slow")
  void noCallGetsAnothersAnswerOverTls() throws Exception {
    new SecondResponses(this, folder).assertInStep("https");
  }
}

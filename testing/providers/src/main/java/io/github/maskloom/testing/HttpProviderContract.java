package io.github.maskloom.testing;

import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.testing.internal.LogLines;
import io.github.maskloom.testing.internal.server.LoopbackServer;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a provider of a service over HTTP has to make of everything that services, gateways and
 * servers may answer, and what every provider has to do. A provider's own tests extend this class,
 * say how the service is asked, and write down what it documents.
 *
 * <ul>
 *   <li>More than 400 answers have another status than 200. Of these only what the service
 *       documents is a refusal, unless the answer counts what was used. Images are kept, also where
 *       a service nearly has them, and nothing that may be billed is sent again.
 *   <li>No prompt gets out, in whatever place of an answer a gateway quotes it and in whatever
 *       spelling: not into the log, an exception, a text form, a record or the journal.
 *   <li>Where a server writes two responses to one request, no call gets what was meant for
 *       another, and none is sent again.
 * </ul>
 *
 * <p>Answers bring images as {@link #answer} writes them, and as gateways do: in a JSON object with
 * an array {@code data}, whose elements have {@code b64_json} or {@code url}.
 */
public abstract class HttpProviderContract extends FusionProviderContract {
  /** A contract that is to be kept. */
  protected HttpProviderContract() {}

  /** What every logger logs, at every level, since the log was begun. */
  public interface Log extends AutoCloseable {
    /** {@return what was logged since the last take, or since the start} Empty if nothing was. */
    String take();

    /** Stops listening. */
    @Override
    void close();
  }

  /**
   * Configures the provider to ask a server of the contract. A request that may be sent again is
   * sent three times in all, without waits between. Images may be fetched from 127.0.0.1.
   *
   * @param address of a server on loopback, with scheme {@code https} if there is {@code tls}
   * @param tls whose certificate the provider trusts; empty for a server without TLS
   * @return what the provider is opened with
   */
  protected abstract ProviderConfig config(URI address, Optional<LoopbackTls> tls);

  @Override
  protected final Optional<ProviderConfig> configOf(URI address) {
    return Optional.of(config(address, Optional.empty()));
  }

  /** {@return a configuration for a server whose answers are {@link #answer}} */
  @Override
  protected final ProviderConfig config() {
    String json = answer(Base64.getEncoder().encodeToString(TestImages.png(1)));
    LoopbackServer service = answering(200, "application/json", json, () -> {});
    server = Optional.of(service);
    return config(URI.create("http://127.0.0.1:" + service.port() + "/v1"), Optional.empty());
  }

  /**
   * {@return a request for one image, to be sent inside the answer and not as a link} The contract
   * may put another prompt in.
   *
   * @throws IOException if an image of the request cannot be made
   */
  @Override
  protected abstract ProviderRequest request() throws IOException;

  @Override
  protected abstract String refusals();

  @Override
  protected abstract String error(String code, String message);

  /**
   * Writes an answer that brings one image, as the service does.
   *
   * @param base64 of the image
   * @return a JSON object with no white space around it; unless overridden, it has an array {@code
   *     data} with one {@code b64_json}
   */
  protected String answer(String base64) {
    return "{\"data\":[{\"b64_json\":\"" + base64 + "\"}]}";
  }

  /**
   * Writes a stream of server-sent events that brings an image.
   *
   * @param image its bytes
   * @return the whole body with the blank lines behind its events, or an empty text if the service
   *     sends no events
   */
  protected abstract String events(byte[] image);

  /**
   * Begins to listen to every logger.
   *
   * @return what is logged from now on, by Logback and by the JDK unless overridden; the contract
   *     closes it
   */
  protected Log listen() {
    return new LogLines();
  }

  /** The refusals that the service documents. */
  final List<RefusalRow> documented() {
    return rows().stream().filter(RefusalRow::refuses).toList();
  }

  /** A refusal, if possible one that is sent again. */
  final RefusalRow busy() {
    return documented().stream()
        .max(Comparator.comparing(RefusalRow::times))
        .orElseGet(() -> RefusalRow.of("429 - UNKNOWN - Unheard").get(0));
  }

  @Test
  void onlyWhatTheServiceDocumentsIsARefusalAndImagesAreKept() throws Exception {
    new DeliveryMatrix(this, folder).check();
  }

  @Test
  @Tag("slow")
  void noPromptGetsOutInWhateverSpelling() throws Exception {
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

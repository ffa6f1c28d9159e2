package io.github.maskloom.testing;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ServiceLoader;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link FusionProvider} has to do. A provider's own tests extend this class and answer
 * its three questions.
 *
 * <p>A provider of a service answers them with a server on loopback; nothing here waits for time.
 */
public abstract class FusionProviderContract {
  @TempDir private Path folder = Path.of("");

  /** A contract that is to be kept. */
  protected FusionProviderContract() {}

  /** A provider, as its public constructor makes it. */
  protected abstract FusionProvider provider();

  /** What it can be opened with, without a network beyond loopback. */
  protected abstract ProviderConfig config();

  /** A request that succeeds. For as many images as the provider can make, up to two. */
  protected abstract ProviderRequest request() throws IOException;

  @Test
  void hasALowerCaseIdThatNeverChanges() {
    String id = provider().id();
    assertFalse(id.isEmpty(), "the id is empty");
    assertEquals(id.toLowerCase(Locale.ROOT), id);
    assertEquals(id, provider().id());
  }

  @Test
  void isFoundByTheServiceLoader() {
    String id = provider().id();
    assertTrue(
        ServiceLoader.load(FusionProvider.class).stream()
            .anyMatch(found -> found.get().id().equals(id)),
        "no provider " + id + " is named in META-INF/services or provides");
  }

  @Test
  void saysWhatItCanDoBeforeItIsOpened() {
    assertNotNull(provider().capabilities());
  }

  @Test
  void takesNoConfigurationOfAnotherType() {
    assertThrows(IllegalArgumentException.class, () -> provider().open(new AnotherConfig()));
  }

  @Test
  void commitsEveryImageThatIsAskedFor() throws IOException {
    RecordingCall call = new RecordingCall(folder);
    ProviderRequest request = request();
    try (ProviderSession session = provider().open(config())) {
      assertNotNull(session.capabilities(RequestOptions.NONE));
      assertNotNull(session.fuse(request, call));
    }
    for (int i = 0; i < request.count(); i++) {
      byte[] image = call.bytes(i);
      assertNotNull(ImageIO.read(new ByteArrayInputStream(image)), "image " + i + " is none");
    }
    assertAll(
        () -> assertEquals(request.count(), call.files().size(), "files"),
        () -> assertEquals(0, call.cancelActions(), "actions that still wait for a cancel"));
  }

  @Test
  void makesNothingForACallThatIsCancelledAlready() throws IOException {
    RecordingCall call = new RecordingCall(folder);
    call.cancel();
    ProviderRequest request = request();
    try (ProviderSession session = provider().open(config())) {
      assertThrows(CancelledException.class, () -> session.fuse(request, call));
    }
    assertEquals(0, call.files().size(), "files");
  }

  @Test
  void closesTwice() throws IOException {
    ProviderSession session = provider().open(config());
    session.close();
    session.close();
  }

  /** What no provider knows. */
  private static final class AnotherConfig implements ProviderConfig {}
}

package io.github.maskloom.testing;

import io.github.maskloom.fusion.FusionQuote;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageTarget;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** A provider that does what a test says, and counts its sessions. */
public class ScriptedProvider implements FusionProvider {
  private final String id;
  private final ProviderCapabilities capabilities;
  private final Script script;
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final List<ProviderRequest> requests = new CopyOnWriteArrayList<>();
  private boolean isModel = true;
  private Runnable beforeCapabilities = () -> {};
  private Runnable beforeClose = () -> {};
  private Optional<Quoting> quoting = Optional.empty();

  /** What the provider does with a request. */
  public interface Script {
    ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException;
  }

  /** What a request would cost. */
  public interface Quoting {
    FusionQuote quote(ProviderRequest request, ProviderCall call) throws IOException;
  }

  /** What a provider does that says nothing of its model. */
  public interface Act {
    void act(ProviderRequest request, ProviderCall call) throws IOException;
  }

  public ScriptedProvider(String id, ProviderCapabilities capabilities, Script script) {
    this.id = id;
    this.capabilities = capabilities;
    this.script = script;
  }

  /** One as {@link #answering}, which is found by its id. */
  public ScriptedProvider() {
    this("scripted", able(), ScriptedProvider::answer);
  }

  /** A provider of two references and three images that does what the script says. */
  public static ScriptedProvider doing(Script script) {
    return new ScriptedProvider("scripted", able(), script);
  }

  /** A provider of two references and three images that acts so. */
  public static ScriptedProvider acting(Act act) {
    return acting(able(), act);
  }

  /** A provider that can do what is stated, and acts so. */
  public static ScriptedProvider acting(ProviderCapabilities able, Act act) {
    return new ScriptedProvider(
        "scripted",
        able,
        (request, call) -> {
          act.act(request, call);
          return ProviderResponse.NONE;
        });
  }

  /** A provider that fails. */
  public static ScriptedProvider failing(RuntimeException failure) {
    return acting(
        (request, call) -> {
          throw failure;
        });
  }

  /** A provider that answers with as many gray images as it is asked for. */
  public static ScriptedProvider answering() {
    return new ScriptedProvider();
  }

  /** Has sessions tell prices. */
  public ScriptedProvider quoting(Quoting prices) {
    quoting = Optional.of(prices);
    return this;
  }

  /** Has something happen before a session says what it can do, which may throw. */
  public ScriptedProvider beforeCapabilities(Runnable action) {
    beforeCapabilities = action;
    return this;
  }

  /** Says whether images come from a model. */
  public ScriptedProvider model(boolean does) {
    isModel = does;
    return this;
  }

  /** Has something happen before a session is closed, which may throw. */
  public ScriptedProvider beforeClose(Runnable action) {
    beforeClose = action;
    return this;
  }

  private static ProviderResponse answer(ProviderRequest request, ProviderCall call)
      throws IOException {
    call.uploading(10, 10);
    call.waiting();
    for (int index = 0; index < request.count(); index++) {
      deliver(call, index, picture(30, 20));
    }
    return ProviderResponse.NONE
        .withModel("gray-1")
        .withRequestIds(List.of("client-7"), List.of("server-7"))
        .withUsage(Map.of("images", 1L));
  }

  public static ProviderCapabilities able() {
    return ProviderCapabilities.DEFAULT.withReferences(0, 2).withMaxImages(3);
  }

  /** An even gray PNG. */
  public static byte[] picture(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, 0x777777);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }

  public static void deliver(ProviderCall call, int index, byte[] picture) throws IOException {
    try (ImageTarget.Draft draft = call.image(index).openDraft()) {
      draft.stream().write(picture);
      draft.commit();
    }
  }

  public int opened() {
    return opened.get();
  }

  public int closed() {
    return closed.get();
  }

  /** What it was asked for so far. */
  public List<ProviderRequest> requests() {
    return requests;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Set<String> aliases() {
    return Set.of(id + "-too");
  }

  @Override
  public ProviderCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public ProviderSession open(ProviderConfig config) throws IOException {
    opened.incrementAndGet();
    return new ProviderSession() {
      @Override
      public ProviderCapabilities capabilities(RequestOptions options) {
        beforeCapabilities.run();
        return capabilities;
      }

      @Override
      public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
        requests.add(request);
        return script.fuse(request, call);
      }

      @Override
      public boolean isModel() {
        return isModel;
      }

      @Override
      public boolean quotes() {
        return quoting.isPresent();
      }

      @Override
      public FusionQuote quote(ProviderRequest request, ProviderCall call) throws IOException {
        return quoting.orElseThrow().quote(request, call);
      }

      @Override
      public void close() {
        beforeClose.run();
        closed.incrementAndGet();
      }
    };
  }
}

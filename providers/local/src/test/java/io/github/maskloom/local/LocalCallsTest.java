package io.github.maskloom.local;

import static io.github.maskloom.local.Drawings.encode;
import static io.github.maskloom.local.Drawings.input;
import static io.github.maskloom.local.Drawings.mask;
import static io.github.maskloom.local.Drawings.pouf;
import static io.github.maskloom.local.Drawings.room;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.testing.FaultySource;
import io.github.maskloom.testing.StoredObject;
import io.github.maskloom.testing.internal.RecordingCall;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How calls of the local provider fail, end and are heard of. */
class LocalCallsTest extends LocalFusing {
  @Test
  void refusesAMaskWithNothingPainted() {
    ProviderRequest request = masked(input(mask(200, 150, 0, 0, 0, 0), "png"));

    assertThatThrownBy(() -> fused(request))
        .isInstanceOf(FusionRequestException.EmptyMaskException.class)
        .hasMessageContaining("nothing is painted");
  }

  /** So nothing says of a preview that a model made it. */
  @Test
  void isNoModel() throws IOException {
    try (ProviderSession session =
        new LocalFusionProvider().open(new ProviderConfig.Defaults(LocalFusionProvider.ID))) {
      assertThat(session.isModel()).isFalse();
    }
  }

  @Test
  void saysWhichReferenceShowsNothing() {
    BufferedImage nothing = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);
    ProviderInput pouf = input(pouf(Color.WHITE), "png");

    assertThatThrownBy(() -> fused(of(pouf, input(nothing, "png"))))
        .isInstanceOf(FusionRequestException.class)
        .hasMessageContaining("reference 2 shows nothing")
        .hasMessageContaining("transparent");
  }

  @Test
  void refusesALink() {
    ProviderInput link = new ProviderInput.Link(URI.create("https://example.org/sofa.png"));

    assertThatThrownBy(() -> fused(of(link)))
        .isInstanceOf(FusionRequestException.class)
        .hasMessageContaining("link");
  }

  @Test
  void namesTheImageThatIsBroken() {
    ProviderInput.Image broken = input(ImageSource.of(new byte[] {1, 2, 3}), "image/png", 3);
    ProviderInput.Image cut = cut(mask(200, 150, 60, 50, 80, 60));

    assertThatThrownBy(() -> fused(in(broken)))
        .satisfies(e -> assertThat(((ImageException) e).image()).contains("photo"));
    assertThatThrownBy(() -> fused(masked(broken)))
        .satisfies(e -> assertThat(((ImageException) e).image()).contains("mask"));
    assertThatThrownBy(() -> fused(masked(cut)))
        .satisfies(e -> assertThat(((ImageException) e).image()).contains("mask"));
    assertThatThrownBy(() -> fused(of(broken)))
        .satisfies(e -> assertThat(((ImageException) e).image()).contains("reference"));
  }

  private static ProviderInput.Image cut(BufferedImage picture) {
    byte[] bytes = encode(picture, "png");
    return input(ImageSource.of(Arrays.copyOf(bytes, bytes.length - 30)), "image/png", 1);
  }

  @Test
  void leavesNoImageOfASceneThatEndsEarly() throws IOException {
    assertThatThrownBy(() -> fused(in(cut(room(RGB, 200, 150)))))
        .isInstanceOf(ImageFormatException.class);
    assertThat(files()).isEmpty();
  }

  private static ProviderRequest encoded(
      String sceneType, ImageSource scene, ImageSource mask, ImageSource reference) {
    return request(
        input(scene, sceneType, 1), input(mask, "image/png", 1), input(reference, "image/png", 1));
  }

  @Test
  void canBeCancelledAnywhere() throws IOException {
    FaultySource scene = FaultySource.sound(encode(room(RGB, 200, 150), "jpg"));
    FaultySource mask = FaultySource.sound(encode(mask(200, 150, 60, 50, 80, 60), "png"));
    FaultySource reference = FaultySource.sound(encode(pouf(Color.WHITE), "png"));
    ProviderRequest request =
        encoded("image/jpeg", scene.source(), mask.source(), reference.source());

    int questions = 0;
    boolean cancelled = true;
    while (cancelled) {
      cancelled = isCancelledAfter(questions, request);
      assertThat(files()).hasSize(cancelled ? 0 : 1);
      assertThat(scene.openStreams() + mask.openStreams() + reference.openStreams()).isZero();
      questions += 1 + questions / 20;
    }
    assertThat(questions).isGreaterThan(50);
  }

  private boolean isCancelledAfter(int questions, ProviderRequest request) throws IOException {
    try {
      fuse(request, new RecordingCall(folder).cancelledAfter(questions));
      return false;
    } catch (CancelledException e) {
      assertThat(e.mayBeBilled()).isFalse();
      return true;
    }
  }

  @Test
  void closesEverythingIfAReadFails() throws IOException {
    byte[] scene = encode(room(RGB, 200, 150), "png");
    byte[] reference = encode(pouf(Color.WHITE), "png");
    int sceneReads = 0;
    while (failsCleanly(faulty(scene, sceneReads), FaultySource.sound(reference))) {
      sceneReads++;
    }
    int referenceReads = 0;
    while (failsCleanly(FaultySource.sound(scene), faulty(reference, referenceReads))) {
      referenceReads++;
    }
    assertThat(sceneReads).isGreaterThan(10);
    assertThat(referenceReads).isGreaterThan(10);
  }

  private static FaultySource faulty(byte[] bytes, int read) {
    return new FaultySource(bytes, read, new IOException("the disk"));
  }

  private boolean failsCleanly(FaultySource scene, FaultySource reference) throws IOException {
    ProviderRequest request =
        encoded(
            "image/png", scene.source(), usual().mask().orElseThrow().source(), reference.source());
    try {
      fuse(request, new RecordingCall(folder));
      Files.delete(folder.resolve("image-0"));
      return false;
    } catch (IOException e) {
      assertThat(e).hasMessageMatching("(photo|reference.*): the disk");
      return true;
    } finally {
      assertThat(scene.openStreams() + reference.openStreams()).isZero();
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void readsObjectsOfAStoreAsItReadsFiles() throws IOException {
    StoredObject scene = new StoredObject(encode(room(RGB, 200, 150), "jpg"));
    StoredObject mask = new StoredObject(encode(mask(200, 150, 60, 50, 80, 60), "png"));
    StoredObject reference = new StoredObject(encode(pouf(Color.WHITE), "png"));

    BufferedImage fused =
        fused(encoded("image/jpeg", scene.source(), mask.source(), reference.source()));

    BufferedImage whole = fused(in(input(room(RGB, 200, 150), "jpg")));
    assertThat(encode(fused, "png")).isEqualTo(encode(whole, "png"));
    assertThat(scene.open() + mask.open() + reference.open()).isZero();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void tellsHowItGoesOn() throws IOException {
    RecordingCall call = new RecordingCall(folder);

    fuse(usual(), call);

    String last = "image 0 has " + call.bytes(0).length + " bytes";
    assertThat(call.heard()).startsWith("waiting").endsWith(last);
  }

  @Test
  void doesNotWorkOnceClosed() throws IOException {
    ProviderSession session = new LocalFusionProvider().open(new ProviderConfig.Defaults("local"));
    session.close();
    session.close();

    assertThatThrownBy(() -> session.fuse(usual(), new RecordingCall(folder)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keepsToTheCallsLimits() {
    RecordingCall call = new RecordingCall(folder);
    call.setLimits(ImageLimits.DEFAULT.withMaxWidth(199));

    assertThatThrownBy(() -> fuse(usual(), call))
        .isInstanceOf(ImageLimitException.class)
        .hasMessageStartingWith("mask: ");
  }

  @Test
  void drawsWhatACompositeTakesFromTheCallsBudget() {
    RecordingCall call = new RecordingCall(folder);
    call.setBudget(MemoryBudget.ofBytes(1000));

    assertThatThrownBy(() -> fuse(usual(), call)).isInstanceOf(MemoryBudgetException.class);
  }
}

package io.github.maskloom.fusion;

import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.Delivery;
import io.github.maskloom.errors.FusionContentException;
import io.github.maskloom.errors.FusionException;
import io.github.maskloom.errors.FusionFailure;
import io.github.maskloom.errors.FusionRequestException;
import io.github.maskloom.errors.FusionServiceException;
import io.github.maskloom.errors.FusionTransportException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.RetryAdvice;
import io.github.maskloom.fusion.spi.MaskTransport;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.testing.ScriptedProvider;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of one call of a client. */
class FusionClientTest {
  @TempDir Path folder;
  private FusionFolder files;

  @BeforeEach
  void drawPictures() throws IOException {
    files = new FusionFolder(folder);
  }

  @AfterEach
  void leavesNoTemporaryFile() throws IOException {
    files.assertNothingLeft();
  }

  @Test
  void paintsTheMaskIntoTheSceneUnlessTheProviderTakesItApart() throws IOException {
    CompletableFuture<BufferedImage> scene = new CompletableFuture<>();
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              scene.complete(read(request.scene()));
              deliver(call, 0, picture(6, 4));
              return ProviderResponse.NONE;
            });

    fuse(provider, files.request().build());

    ProviderRequest request = provider.requests().get(0);
    assertThat(request.mask()).isEmpty();
    assertThat(request.scene().mediaType()).isEqualTo("image/jpeg");
    assertThat(scene.join().getRGB(5, 5) & 0xFF)
        .isGreaterThan(scene.join().getRGB(5, 5) >> 16 & 0xFF);
    assertThat(scene.join().getRGB(50, 30) & 0xFFFFFF).isLessThan(0x080808);
  }

  @Test
  void makesTheMaskAPictureOfTheScenesSizeWhereItTravelsApart() throws IOException {
    CompletableFuture<BufferedImage> mask = new CompletableFuture<>();
    ScriptedProvider provider =
        new ScriptedProvider(
            "apart",
            ScriptedProvider.able()
                .maskTransport(MaskTransport.SEPARATE_PICTURE)
                .maskConvention(MaskConvention.binary(0))
                .inputLimits(UploadLimits.NONE.withMaxSide(30))
                .build(),
            (request, call) -> {
              mask.complete(read(request.mask().orElseThrow()));
              deliver(call, 0, picture(6, 4));
              return ProviderResponse.NONE;
            });

    fuse(provider, files.request().build());

    assertThat(provider.requests().get(0).scene().width()).isEqualTo(30);
    assertThat(mask.join().getWidth()).isEqualTo(30);
    assertThat(mask.join().getHeight()).isEqualTo(20);
    assertThat(mask.join().getRGB(5, 5) & 0xFF).isEqualTo(255);
    assertThat(mask.join().getRGB(25, 15) & 0xFF).isZero();
  }

  @Test
  void shrinksWhatIsSentToTheProvidersLimitsAndTheCallers() throws IOException {
    ScriptedProvider provider = ScriptedProvider.answering();
    try (FusionClient client =
        FusionClients.open(provider, files.config().maxUploadSide(24).build())) {
      client.fuse(files.request().build()).close();
    }

    ProviderRequest request = provider.requests().get(0);
    assertThat(request.scene().width()).isEqualTo(24);
    assertThat(request.scene().height()).isEqualTo(16);
    assertThat(((ProviderInput.Picture) request.references().get(0)).width()).isEqualTo(12);
  }

  @Test
  void handsReferencesOverInTheCallersOrderAndLinksAsTheyAre() throws IOException {
    ScriptedProvider provider =
        new ScriptedProvider(
            "linked",
            ScriptedProvider.able().linkedReferences(true).build(),
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              return ProviderResponse.NONE;
            });
    URI link = URI.create("https://pictures.example/sofa.jpg?signature=s3cret");

    fuse(
        provider,
        FusionRequest.builder(files.room()).reference(link).reference(files.sofa()).build());

    List<ProviderInput> references = provider.requests().get(0).references();
    assertThat(references.get(0)).isEqualTo(new ProviderInput.Link(link));
    assertThat(references.get(1)).isInstanceOf(ProviderInput.Picture.class);
    assertThat(provider.requests().get(0).toString()).doesNotContain("s3cret");
  }

  @Test
  void givesThePicturesInOrderAndKeepsThemUntilTheResultIsClosed() throws IOException {
    Path kept = folder.resolve("kept.png");
    try (FusionClient client = open(ScriptedProvider.answering());
        FusionResult result = client.fuse(files.request().count(3).build())) {
      assertThat(result.images()).extracting(FusedImage::index).containsExactly(0, 1, 2);
      assertThat(result.image().picture().mediaType()).isEqualTo("image/png");
      assertThat(result.image().picture().width()).isEqualTo(30);
      assertThat(files.temporaryFiles()).containsExactly("image-0", "image-1", "image-2");
      assertThat(result.mask().orElseThrow().coverage()).isEqualTo(0.25);
      result.image().writeTo(kept);
    }

    assertThat(kept).hasBinaryContent(picture(30, 20));
  }

  @Test
  void aResultThatIsClosedSaysSo() throws IOException {
    try (FusionClient client = open(ScriptedProvider.answering())) {
      FusionResult result = client.fuse(files.request().build());
      result.close();

      assertThatThrownBy(() -> result.image().writeTo(folder.resolve("late.png")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the result is closed");
      assertThatThrownBy(() -> result.image().source())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the result is closed");
      assertThat(result.image().picture().width()).isEqualTo(30);
    }
    assertThat(folder.resolve("late.png")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, png",
    "image/jpeg, jpg",
    "image/webp, webp",
    "image/x-icon, icon",
    "image/../../x, x"
  })
  void saysHowAFileOfAPictureShouldEnd(String mediaType, String extension) {
    FusedPicture picture = new FusedPicture(folder.resolve("image-0"), mediaType, 1, 1, 1);

    assertThat(picture.extension()).isEqualTo(extension);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scene", "mask", "reference 2"})
  void saysWhichPictureIsAFolder(String role) {
    FusionRequest.Builder request =
        FusionRequest.builder(role.equals("scene") ? folder : files.room())
            .mask(role.equals("mask") ? folder : files.mask())
            .reference(files.sofa())
            .reference(role.equals("reference 2") ? folder : files.sofa());

    assertThatThrownBy(() -> fuse(ScriptedProvider.answering(), request.build()))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(folder + ": the " + role + " is a folder");
  }

  @Test
  void countsWhatWasPaintedWhereTheMaskIsPaintedIntoTheSceneOrAPictureIsRestored()
      throws IOException {
    ScriptedProvider apart =
        new ScriptedProvider(
            "apart",
            ScriptedProvider.able().maskTransport(MaskTransport.SEPARATE_PICTURE).build(),
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              return ProviderResponse.NONE;
            });
    try (FusionClient painting = open(ScriptedProvider.answering());
        FusionClient sending = open(apart);
        FusionResult painted = painting.fuse(files.request().build());
        FusionResult restored = sending.fuse(files.request().restore().build());
        FusionResult sent = sending.fuse(files.request().build())) {
      assertThat(painted.mask().orElseThrow().coverage()).isEqualTo(0.25);
      assertThat(restored.mask().orElseThrow().coverage()).isEqualTo(0.25);
      assertThat(sent.mask()).isEmpty();
    }
  }

  @Test
  void bringsBackWhatWasNotPainted() throws IOException {
    try (FusionClient client = open(ScriptedProvider.answering());
        FusionResult result = client.fuse(files.request().restore(new RestoreOptions(0)).build())) {
      FusedImage image = result.image();
      BufferedImage restored = ImageIO.read(image.picture().file().toFile());
      assertThat(restored.getWidth()).isEqualTo(60);
      assertThat(restored.getRGB(5, 5)).isEqualTo(0xFF777777);
      assertThat(restored.getRGB(50, 30)).isEqualTo(0xFF000000);
      assertThat(image.restored().orElseThrow().unpainted().orElseThrow().changedPixels())
          .isEqualTo(60 * 40 * 3 / 4);
      assertThat(image.modelPicture().width()).isEqualTo(30);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"maxReferences", "maxImages", "promptNeeded", "namedSizes", "linked"})
  void refusesWhatTheProviderCannotDoBeforeAnythingIsRead(String capability) throws IOException {
    ScriptedProvider provider =
        new ScriptedProvider(
            "narrow",
            ProviderCapabilities.builder().promptNeeded(true).namedSizes("2K").build(),
            (request, call) -> ProviderResponse.NONE);
    FusionRequest.Builder request =
        FusionRequest.builder(folder.resolve("missing.png")).prompt("x");
    switch (capability) {
      case "maxReferences" -> request.reference(files.sofa()).reference(files.sofa());
      case "maxImages" -> request.count(2);
      case "promptNeeded" -> request.prompt(" ");
      case "namedSizes" -> request.size(OutputSize.named("8K"));
      default -> request.reference(URI.create("https://pictures.example/sofa.png"));
    }

    assertThatThrownBy(() -> fuse(provider, request.build()))
        .isInstanceOf(FusionRequestException.class)
        .hasMessageContaining(capability)
        .extracting(e -> ((FusionException) e).delivery())
        .isEqualTo(Delivery.NOT_SENT);
    assertThat(provider.requests()).isEmpty();
  }

  @Test
  void refusesAMaskOnWhichNothingIsPainted() throws IOException {
    ScriptedProvider provider = ScriptedProvider.answering();

    assertThatThrownBy(() -> fuse(provider, files.request().mask(files.emptyMask()).build()))
        .isInstanceOf(FusionRequestException.class)
        .hasMessageContaining("nothing is painted");
    assertThat(provider.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo", "mask", "reference 1"})
  void saysWhichPictureIsBroken(String role) throws IOException {
    Path broken =
        switch (role) {
          case "photo" -> files.room();
          case "mask" -> files.mask();
          default -> files.sofa();
        };
    byte[] bytes = Files.readAllBytes(broken);
    bytes[bytes.length / 2] ^= 0x40;
    Files.write(broken, bytes);

    assertThatThrownBy(() -> fuse(ScriptedProvider.answering(), files.request().build()))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageStartingWith(role + ": ");
  }

  @Test
  void keepsTheDeliveryOfWhatTheProviderThrows() {
    FusionTransportException thrown =
        new FusionTransportException(
            "the service is silent",
            FusionFailure.notSent("scripted")
                .withDelivery(Delivery.UNKNOWN)
                .withRetry(RetryAdvice.MAY_BILL_TWICE));

    assertThatThrownBy(() -> fuse(throwing(thrown), files.request().build())).isSameAs(thrown);
  }

  @Test
  void callsAnUnexpectedExceptionTheServicesFailure() {
    IllegalStateException thrown = new IllegalStateException("secret of the provider");

    assertThatThrownBy(() -> fuse(throwing(thrown), files.request().build()))
        .asInstanceOf(type(FusionServiceException.class))
        .satisfies(
            e -> {
              assertThat(e.delivery()).isEqualTo(Delivery.UNKNOWN);
              assertThat(e).hasCause(thrown).hasMessageNotContaining("secret");
            });
  }

  @Test
  void reportsAPictureThatFailedAloneBesideTheOthers() throws IOException {
    FusionContentException refused =
        new FusionContentException(
            "moderated", FusionFailure.notSent("scripted").withDelivery(Delivery.REJECTED));
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              call.imageFailed(0, refused);
              deliver(call, 1, picture(6, 4));
              return ProviderResponse.NONE;
            });
    try (FusionClient client = open(provider);
        FusionResult result = client.fuse(files.request().count(2).build())) {
      assertThat(result.images().get(0).failure()).contains(refused);
      assertThatThrownBy(() -> result.images().get(0).picture()).isSameAs(refused);
      assertThat(result.image().index()).isEqualTo(1);
      assertThat(result.record().outcome()).isEqualTo(FusionOutcome.PARTIAL);
    }
  }

  @Test
  void keepsWhatHadComeWhenTheProviderBreaksOff() throws IOException {
    FusionServiceException brokenOff =
        new FusionServiceException(
            "cut", FusionFailure.notSent("scripted").withDelivery(Delivery.ACCEPTED));
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              throw brokenOff;
            });
    try (FusionClient client = open(provider);
        FusionResult result = client.fuse(files.request().count(2).build())) {
      assertThat(result.cutShort()).contains(brokenOff);
      assertThat(result.image().picture().width()).isEqualTo(6);
      assertThat(result.record().outcome()).isEqualTo(FusionOutcome.PARTIAL);
    }
  }

  @Test
  void failsIfNoPictureDecodes() throws IOException {
    byte[] whole = picture(60, 40);
    byte[] cut = Arrays.copyOf(whole, whole.length - 20);
    List<FusionRecord> records = new CopyOnWriteArrayList<>();
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, cut);
              deliver(call, 1, cut);
              return new ProviderResponse("grey-1", "client-7", "server-7", Map.of());
            });

    assertThatThrownBy(
            () -> fuse(provider, files.request().count(2).listener(into(records)).build()))
        .asInstanceOf(type(FusionServiceException.class))
        .satisfies(
            e -> {
              assertThat(e).hasMessageContaining("does not decode");
              assertThat(e.delivery()).isEqualTo(Delivery.ACCEPTED);
              assertThat(e.retry()).isEqualTo(RetryAdvice.MAY_BILL_TWICE);
              assertThat(e.failure().serverRequestId()).isEqualTo("server-7");
            });
    assertThat(records).hasSize(1);
    assertThat(records.get(0).outcome()).isEqualTo(FusionOutcome.FAILED);
    assertThat(records.get(0).error()).isEqualTo("FusionServiceException");
    assertThat(records.get(0).imagesReceived()).isZero();
    assertThat(records.get(0).model()).isEqualTo("grey-1");
  }

  @Test
  void keepsThePicturesThatDecodeBesideOneThatDoesNot() throws IOException {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, new byte[] {1, 2, 3});
              deliver(call, 1, picture(6, 4));
              return ProviderResponse.NONE;
            });
    try (FusionClient client = open(provider);
        FusionResult result = client.fuse(files.request().count(2).build())) {
      assertThat(result.images()).hasSize(2);
      assertThat(result.images().get(0).failure().orElseThrow())
          .isInstanceOf(FusionServiceException.class);
      assertThat(result.image().index()).isEqualTo(1);
      assertThat(result.record().outcome()).isEqualTo(FusionOutcome.PARTIAL);
    }
  }

  @Test
  void asksTheFallbackWhereNoPictureDecodes() throws IOException {
    ScriptedProvider broken =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, new byte[] {1, 2, 3});
              return ProviderResponse.NONE;
            });
    try (FusionClient client =
            FusionClients.withFallback(open(broken), open(ScriptedProvider.answering()));
        FusionResult result = client.fuse(files.request().build())) {
      assertThat(result.image().picture().width()).isEqualTo(30);
      assertThat(result.primaryFailure().orElseThrow()).hasMessageContaining("does not decode");
      assertThat(files.temporaryFiles()).containsExactly("image-0");
    }
  }

  @Test
  void failsWithTheFirstReasonIfEveryPictureFailedAlone() {
    FusionContentException refused =
        new FusionContentException(
            "moderated", FusionFailure.notSent("scripted").withDelivery(Delivery.REJECTED));
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              call.imageFailed(0, refused);
              call.imageFailed(
                  1, new FusionServiceException("500", FusionFailure.notSent("scripted")));
              return ProviderResponse.NONE;
            });

    assertThatThrownBy(() -> fuse(provider, files.request().count(2).build())).isSameAs(refused);
  }

  @ParameterizedTest
  @ValueSource(strings = {"runtime", "io", "image", "cancelled", "null", "nullFailure"})
  void keepsWhatHadComeWhateverTheProviderThrows(String kind) throws IOException {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 0, picture(6, 4));
              return misbehave(kind, call);
            });
    try (FusionClient client = open(provider);
        FusionResult result = client.fuse(files.request().count(2).build())) {
      assertThat(result.image().picture().width()).isEqualTo(6);
      assertThat(result.record().outcome()).isEqualTo(FusionOutcome.PARTIAL);
      assertThat(result.cutShort().orElseThrow())
          .isInstanceOf(FusionServiceException.class)
          .hasMessageContaining("provider scripted")
          .hasMessageNotContaining("secret")
          .extracting(FusionException::delivery)
          .isEqualTo(Delivery.ACCEPTED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"runtime", "null", "nullFailure"})
  void callsWhatAProviderMayNotDoItsFailure(String kind) {
    ScriptedProvider provider = ScriptedProvider.doing((request, call) -> misbehave(kind, call));

    assertThatThrownBy(() -> fuse(provider, files.request().build()))
        .isInstanceOf(FusionServiceException.class)
        .hasMessageContaining("provider scripted")
        .hasMessageNotContaining("secret")
        .extracting(e -> ((FusionException) e).delivery())
        .isEqualTo(Delivery.UNKNOWN);
  }

  @SuppressWarnings("NullAway") // What a provider written without its checks may do.
  private static ProviderResponse misbehave(String kind, ProviderCall call) throws IOException {
    switch (kind) {
      case "runtime" -> throw new IllegalStateException("secret of the provider");
      case "io" -> throw new IOException("secret of the provider");
      case "image" -> throw ImageFormatException.at("PNG", "IHDR", 0, "secret of the provider");
      case "cancelled" -> throw new CancelledException("secret of the provider");
      case "nullFailure" -> call.imageFailed(1, null);
      default -> {}
    }
    return null;
  }

  @Test
  void keepsPicturesThatNobodyAskedFor() throws IOException {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              deliver(call, 5, picture(6, 4));
              deliver(call, 1, picture(6, 4));
              return ProviderResponse.NONE;
            });
    try (FusionClient client = open(provider);
        FusionResult result = client.fuse(files.request().count(1).build())) {
      assertThat(result.images()).extracting(FusedImage::index).containsExactly(1, 5);
      assertThat(result.record().imagesAsked()).isEqualTo(1);
      assertThat(result.record().imagesReceived()).isEqualTo(2);
    }
  }

  @Test
  void takesAnAnswerWithoutAnyPictureForAFailure() {
    ScriptedProvider provider = ScriptedProvider.doing((request, call) -> ProviderResponse.NONE);

    assertThatThrownBy(() -> fuse(provider, files.request().build()))
        .isInstanceOf(FusionServiceException.class)
        .hasMessageContaining("no picture");
  }

  @Test
  void aDraftThatIsNotCommittedIsNoPictureAndMayBeBegunAgain() throws IOException {
    ScriptedProvider provider =
        ScriptedProvider.doing(
            (request, call) -> {
              call.image(0).openDraft().close();
              deliver(call, 0, picture(6, 4));
              assertThatThrownBy(() -> call.image(0)).isInstanceOf(IllegalStateException.class);
              return ProviderResponse.NONE;
            });

    fuse(provider, files.request().build());
  }

  @Test
  void tellsHowACallGoesOn() throws IOException {
    List<FusionProgress> heard = new CopyOnWriteArrayList<>();
    FusionListener listener =
        new FusionListener() {
          @Override
          public void onProgress(FusionProgress progress) {
            heard.add(progress);
          }
        };

    fuse(
        ScriptedProvider.answering(),
        files.request().restore().count(2).listener(listener).build());

    assertThat(heard)
        .startsWith(
            new FusionProgress.Preparing("scene", 1),
            new FusionProgress.Preparing("reference", 1),
            new FusionProgress.Uploading(10, 10),
            new FusionProgress.Waiting(),
            new FusionProgress.ImageReceived(0, 1, 2),
            new FusionProgress.ImageReceived(1, 2, 2))
        .endsWith(new FusionProgress.Restoring(1, 40, 40));
  }

  @Test
  void aListenerAndAJournalThatThrowHarmNobody() throws IOException {
    FusionListener listener =
        new FusionListener() {
          @Override
          public void onProgress(FusionProgress progress) {
            throw new IllegalStateException("listener");
          }

          @Override
          public void onFinished(FusionRecord record) {
            throw new IllegalStateException("listener");
          }
        };
    FusionConfig config =
        files
            .config()
            .listener(listener)
            .journal(
                call -> {
                  throw new IOException("disk full");
                })
            .build();
    try (FusionClient client = FusionClients.open(ScriptedProvider.answering(), config);
        FusionResult result = client.fuse(files.request().listener(listener).build())) {
      assertThat(result.image().isPresent()).isTrue();
    }
  }

  @Test
  void writesALineAboutEachCallWithoutItsWords() throws IOException {
    Path journal = folder.resolve("journal.jsonl");
    FusionConfig config = files.config().journal(FusionJournal.file(journal)).build();
    ScriptedProvider provider = ScriptedProvider.answering();
    try (FusionClient client = FusionClients.open(provider, config)) {
      client.fuse(files.request().build()).close();
      assertThatThrownBy(() -> client.fuse(files.request().count(9).build()))
          .isInstanceOf(FusionRequestException.class);
    }

    List<String> lines = Files.readAllLines(journal);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .contains(
            "\"provider\":\"scripted\"",
            "\"model\":\"grey-1\"",
            "\"outcome\":\"SUCCEEDED\"",
            "\"delivery\":\"ACCEPTED\"",
            "\"serverRequestId\":\"server-7\"",
            "\"sceneWidth\":60",
            "\"promptCharacters\":14",
            "\"usage\":{\"images\":1}")
        .doesNotContain("sofa");
    assertThat(lines.get(1))
        .contains(
            "\"outcome\":\"FAILED\"",
            "\"error\":\"FusionRequestException\"",
            "\"delivery\":\"NOT_SENT\"");
  }

  @Test
  void goesWithoutAMaskWhereThePromptSaysEnough() throws IOException {
    ScriptedProvider provider = ScriptedProvider.answering();

    fuse(provider, FusionRequest.builder(files.room()).prompt("a red sofa").build());

    assertThat(provider.requests().get(0).mask()).isEmpty();
    assertThat(provider.requests().get(0).scene().mediaType()).isEqualTo("image/png");
  }

  @Test
  void needsSourcesThatCanBeOpenedAgainAndAMaskToRestore() {
    ImageSource once = ImageSource.once(InputStream.nullInputStream());

    assertThatThrownBy(() -> FusionRequest.builder(once))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> files.request().reference(once))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FusionRequest.builder(files.room()).restore().build())
        .hasMessageContaining("mask");
  }

  @Test
  void neverShowsThePromptOfARequest() {
    assertThat(files.request().build().toString())
        .contains("14 characters")
        .doesNotContain("please");
  }

  private FusionClient open(ScriptedProvider provider) throws IOException {
    return FusionClients.open(provider, files.config().build());
  }

  private void fuse(ScriptedProvider provider, FusionRequest request) throws IOException {
    try (FusionClient client = open(provider)) {
      client.fuse(request).close();
    } finally {
      assertThat(provider.closed()).isEqualTo(provider.opened());
    }
  }

  private static FusionListener into(List<FusionRecord> records) {
    return new FusionListener() {
      @Override
      public void onFinished(FusionRecord record) {
        records.add(record);
      }
    };
  }

  private static ScriptedProvider throwing(RuntimeException thrown) {
    return ScriptedProvider.doing(
        (request, call) -> {
          throw thrown;
        });
  }

  private static BufferedImage read(ProviderInput.Picture picture) throws IOException {
    List<BufferedImage> images = new ArrayList<>();
    // Opened twice, as a retry would.
    for (int attempt = 0; attempt < 2; attempt++) {
      try (InputStream stream = picture.source().open()) {
        images.add(ImageIO.read(stream));
      }
    }
    return images.get(1);
  }
}

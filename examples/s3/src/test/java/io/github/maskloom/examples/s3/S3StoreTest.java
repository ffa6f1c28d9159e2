package io.github.maskloom.examples.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.ImageInfo;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.examples.s3.S3Store.StoredObject;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Images from a bucket into a bucket, over a network that fails. */
class S3StoreTest {
  private static final ObjectOptions PNG =
      ObjectOptions.of("image/png")
          .withPartBytes(5 << 20)
          .with(put -> put.metadata(Map.of("room", "12")));
  private static final byte[] PHOTO = TestImages.png(1);
  private static final byte[] MASK = TestImages.transparentPng();

  private final String folder = UUID.randomUUID() + "/";
  @RegisterExtension final TestStore store = new TestStore();

  @Test
  void aSmallCompositeTakesFiveRequests() throws IOException {
    store.put(folder + "photo", PHOTO);
    store.put(folder + "mask", MASK);

    composite(WorkOptions.DEFAULT);

    assertThat(store.proxy().count("HEAD")).isEqualTo(2);
    assertThat(store.proxy().count("GET")).isEqualTo(2);
    assertThat(store.proxy().count("PUT")).isEqualTo(1);
    assertThat(store.proxy().requests()).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 6 << 20})
  void anObjectIsKeptAsItsOptionsSay(int bytes) throws IOException {
    write(
        "image",
        bytes,
        PNG.with(put -> put.cacheControl("max-age=60").storageClass("REDUCED_REDUNDANCY"))
            .with(put -> put.serverSideEncryption("aws:kms").ssekmsKeyId(S3Server.KMS_KEY)));

    GetObjectResponse object = store.get(folder + "image").orElseThrow().response();
    assertThat(object.contentType()).isEqualTo("image/png");
    assertThat(object.metadata()).containsEntry("room", "12");
    assertThat(object.cacheControl()).isEqualTo("max-age=60");
    assertThat(object.storageClassAsString()).isEqualTo("REDUCED_REDUNDANCY");
    // The server tells nobody what an object is encrypted with, but it knows its keys.
    ObjectOptions another =
        PNG.with(put -> put.serverSideEncryption("aws:kms").ssekmsKeyId("another"));
    assertThatThrownBy(() -> write("image", bytes, another))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Invalid keyId 'another'");
  }

  @Test
  void anImageOfTwoPartsTakesFourRequests() throws IOException {
    write("image", (5 << 20) + 1);

    assertThat(store.proxy().count("POST")).isEqualTo(2);
    assertThat(store.proxy().count("PUT")).isEqualTo(2);
    assertThat(store.proxy().requests()).hasSize(4);
  }

  @Test
  void aBodyThatIsCutGoesOnWhereItBroke() throws IOException {
    byte[] bytes = noise(3 << 20);
    store.put(folder + "image", bytes);
    ImageSource source = store.store().source(folder + "image");
    store.proxy().fail("GET", StoreProxy.Fault.CUT_ANSWER, 40_000);
    store.proxy().fail("GET", StoreProxy.Fault.CUT_ANSWER, 1);
    store.proxy().fail("GET", StoreProxy.Fault.SERVER_ERROR);

    assertThat(source.open().readAllBytes()).isEqualTo(bytes);
    assertThat(store.proxy().bytesToClient()).isEqualTo(bytes.length);
  }

  @Test
  void aBodyThatBreaksAtTheSamePlaceAgainAndAgainFails() throws IOException {
    store.put(folder + "image", noise(100_000));
    ImageSource source = store.store().source(folder + "image");
    for (int i = 0; i < 4; i++) {
      store.proxy().fail("GET", StoreProxy.Fault.CUT_ANSWER, 0);
    }

    assertThatThrownBy(() -> source.open().readAllBytes()).isInstanceOf(IOException.class);
  }

  @Test
  void aBodyThatFallsSilentGoesOnWhereItStopped() throws IOException {
    byte[] bytes = noise(200_000);
    store.put(folder + "image", bytes);
    try (TestStore impatient = new TestStore(Duration.ofSeconds(1))) {
      ImageSource source = impatient.store().source(folder + "image");
      impatient.proxy().fail("GET", StoreProxy.Fault.SILENT_ANSWER, 30_000);

      assertThat(source.open().readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void anObjectThatIsReplacedWhileItIsReadIsNotMixed() throws IOException {
    store.put(folder + "image", noise(300_000));
    ImageSource source = store.store().source(folder + "image");
    store.put(folder + "image", noise(300_001));

    assertThatThrownBy(() -> source.open().readAllBytes())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("s3://images/" + folder + "image")
        .hasMessageContaining("was replaced while it was read");
  }

  @Test
  void whatIsMissingIsNoSuchFile() {
    assertThatThrownBy(() -> store.store().source(folder + "none"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("s3://images/" + folder + "none");
  }

  @Test
  void aPartThatFailsIsSentAgain() throws IOException {
    store.proxy().fail("PUT", StoreProxy.Fault.SERVER_ERROR);
    store.proxy().fail("PUT", StoreProxy.Fault.LOST_ANSWER);

    assertWritten(11 << 20, PNG);
  }

  @Test
  void aPutWhoseAnswerIsLostIsNotTakenForAnothers() throws IOException {
    store.proxy().fail("PUT", StoreProxy.Fault.LOST_ANSWER);

    assertWritten(1_000, PNG.withOnlyIfAbsent(true));
  }

  @Test
  void aCommitWhoseAnswerIsLostHasHappened() throws IOException {
    store.proxy().fail("POST /images/" + folder + "image?uploadId", StoreProxy.Fault.LOST_ANSWER);

    assertWritten(6 << 20, PNG.withOnlyIfAbsent(true));
  }

  private void assertWritten(int bytes, ObjectOptions options) throws IOException {
    byte[] written = write("image", bytes, options);
    assertThat(store.bytes(folder + "image")).hasValue(written);
    assertThat(store.openUploads(folder)).isZero();
  }

  @Test
  void whatIsThereStaysIfItMay() throws IOException {
    byte[] first = write("image", 1_000);
    for (int size : new int[] {2_000, 6 << 20}) {
      assertThatThrownBy(() -> write("image", size, PNG.withOnlyIfAbsent(true)))
          .isInstanceOf(FileAlreadyExistsException.class);
    }
    assertThat(store.bytes(folder + "image")).hasValue(first);
    assertThat(store.openUploads(folder)).isZero();
  }

  @Test
  void workThatIsCancelledHalfWayLeavesNoObjectAndNoUpload() throws IOException {
    store.put(folder + "photo", largePng());
    store.put(folder + "mask", MASK);
    CancelSignal late = () -> store.proxy().requests().stream().anyMatch(this::isSecondPart);

    assertThatThrownBy(() -> composite(WorkOptions.DEFAULT.withCancel(late)))
        .isInstanceOf(CancelledException.class);
    assertThat(store.bytes(folder + "result")).isEmpty();
    assertThat(store.openUploads(folder)).isZero();
  }

  private boolean isSecondPart(String request) {
    return request.contains("partNumber=2");
  }

  @Test
  void uploadsOfTheKilledCanBeSwept() throws IOException {
    ImageTarget.Draft killed = store.store().target(folder + "image", PNG).openDraft();
    killed.stream().write(noise(6 << 20));
    assertThat(store.openUploads(folder)).isEqualTo(1);

    assertThat(store.store().abortUploads(folder, Duration.ofHours(1))).isZero();
    assertThat(store.store().abortUploads(folder, Duration.ZERO)).isEqualTo(1);

    assertThat(store.openUploads(folder)).isZero();
    killed.close();
  }

  @Test
  void smallObjectsAreListedReadAndDeleted() throws IOException {
    store.put(folder + "a", new byte[] {1, 2});
    store.put(folder + "b", new byte[] {3});
    List<String> keys = new ArrayList<>();

    store.store().objects(folder, object -> keys.add(object.key()));

    assertThat(keys).containsExactly(folder + "a", folder + "b");
    assertThat(store.store().read(folder + "a", 2)).hasValue(new byte[] {1, 2});
    assertThatThrownBy(() -> store.store().read(folder + "a", 1)).hasMessageContaining("larger");
    assertThat(store.store().time(folder)).isAfter(Instant.EPOCH);
    store.store().delete(folder + "a");
    assertThat(store.store().read(folder + "a", 2)).isEmpty();
  }

  @Test
  void aRangeIsReadByteByByteUntilItIsClosed() throws IOException {
    store.put(folder + "a", new byte[] {1, 2});
    StoredObject object = store.store().find(folder + "a").orElseThrow();
    InputStream range = new S3Ranges(store.store(), folder + "a", object).open(0, object.bytes());

    assertThat(range.read()).isEqualTo(1);
    assertThat(range.read(new byte[0])).isZero();
    assertThat(range.read()).isEqualTo(2);
    assertThat(range.read()).isEqualTo(-1);
    range.close();
    assertThatThrownBy(range::read).hasMessageContaining("closed");
    assertThat(store.store().find(folder + "none")).isEmpty();
  }

  @Test
  void aDraftIsOverOnceItIsCommitted() throws IOException {
    ImageTarget.Draft draft = store.store().target(folder + "image", PNG).openDraft();
    draft.commit();

    assertThatThrownBy(draft::commit).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> draft.stream().write(1)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> PNG.withPartBytes(1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBucketThatIsNotThereIsTold() {
    S3Store nowhere = new S3Store(store.direct(), "no-such-bucket");

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> nowhere.read("a", 1),
            () -> nowhere.delete("a"),
            () -> nowhere.time(""),
            () -> nowhere.objects("", object -> {}))) {
      assertThatThrownBy(call)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("s3://no-such-bucket/");
    }
  }

  @Test
  void theObjectIsReadOnce() throws IOException {
    byte[] photo = largePng();
    store.put(folder + "photo", photo);
    store.put(folder + "mask", MASK);

    CompositeReport report = composite(WorkOptions.DEFAULT);

    assertThat(report.bytes().photo()).isEqualTo(photo.length);
    assertThat(store.proxy().bytesToClient()).isLessThan(photo.length * 101L / 100);
    assertThat(store.proxy().count("GET")).isLessThanOrEqualTo(6);
  }

  @Test
  void inspectingTakesOneRangeOf64KiB() throws IOException {
    store.put(folder + "photo", largePng());

    ImageInfo info = ImageInfo.read(store.store().source(folder + "photo"));

    assertThat(info.format()).isEqualTo("PNG");
    assertThat(store.proxy().bytesToClient()).isEqualTo(64 << 10);
    assertThat(store.proxy().requests()).hasSize(2);
  }

  private CompositeReport composite(WorkOptions work) throws IOException {
    return MaskCompositor.create()
        .withWork(work)
        .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH))
        .composite(
            store.store().source(folder + "photo"),
            store.store().source(folder + "mask"),
            store.store().target(folder + "result", PNG));
  }

  private byte[] write(String name, int bytes) throws IOException {
    return write(name, bytes, PNG);
  }

  private byte[] write(String name, int bytes, ObjectOptions options) throws IOException {
    byte[] image = noise(bytes);
    try (ImageTarget.Draft draft = store.store().target(folder + name, options).openDraft()) {
      draft.stream().write(image);
      draft.commit();
    }
    return image;
  }

  private static byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(bytes).nextBytes(noise);
    return noise;
  }

  /** Some 13 MB. */
  private static byte[] largePng() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    NoisyRows.preparer().prepare(new NoisyRows(4_000, 2_200), ImageTarget.of(png));
    return png.toByteArray();
  }
}

package io.github.maskloom.examples.queue.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.examples.queue.JobInputs;
import io.github.maskloom.examples.queue.JobStore;
import io.github.maskloom.examples.queue.JobStoreContract;
import io.github.maskloom.examples.s3.S3Store;
import io.github.maskloom.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;

/** A bucket keeps what a store must, and what only a bucket can do to it. */
class BucketStoreTest extends JobStoreContract {
  private static final Duration LONG = Duration.ofHours(1);
  private static final JobStore.Claims NOBODY = (id, claim) -> false;

  private final S3Place place = S3Place.of("s3://" + S3Mock.BUCKET + "/" + UUID.randomUUID());
  private final S3Client client = new WatchedBucket(S3Mock.client(S3Mock.endpoint()));
  private final String job = UUID.randomUUID().toString();
  private final String claim = UUID.randomUUID().toString();

  @AfterEach
  void close() {
    client.close();
  }

  @Override
  protected JobStore store() {
    return store(client);
  }

  private BucketStore store(S3Client watched) {
    return S3Mock.store(watched, place.url(""));
  }

  @Override
  protected List<String> names() {
    return S3Mock.names(client, place);
  }

  @Override
  protected void dieInPut(String id, String claim) {
    String sending = id + "/" + SentKey.newSending(claim) + "/";
    put(sending + "0.png", "whole");
    beginUpload(sending + "1.png");
  }

  private void put(String path, String text) {
    client.putObject(
        put -> put.bucket(place.bucket()).key(place.key(path)), RequestBody.fromString(text));
  }

  private void beginUpload(String path) {
    String upload =
        client
            .createMultipartUpload(create -> create.bucket(place.bucket()).key(place.key(path)))
            .uploadId();
    client.uploadPart(
        part -> part.bucket(place.bucket()).key(place.key(path)).uploadId(upload).partNumber(1),
        RequestBody.fromString("hal"));
  }

  @Test
  void keepsImagesThatTakeSeveralParts() throws Exception {
    byte[] large = new byte[(8 << 20) + 12345];
    new Random(1).nextBytes(large);
    Path image = Files.write(files.resolve("large"), large);

    store().putInputs(job, new JobInputs(ImageSource.of(large), Optional.empty(), List.of()));
    store().putResult(job, claim, Map.of("0.png", image));

    assertThat(bytes(store().inputs(job).photo())).isEqualTo(large);
    assertThat(bytes(resultImage())).isEqualTo(large);
    assertThat(names()).as("no upload is open").noneMatch(name -> name.contains(" "));
  }

  @Test
  void aResultWhoseAnswerIsLostIsThereAllTheSame() throws Exception {
    AtomicBoolean lost = new AtomicBoolean();
    S3Client deaf =
        WatchedBucket.after(
            client,
            request -> {
              if (WatchedBucket.isConditional(request) && !lost.getAndSet(true)) {
                throw SdkClientException.create("the answer was lost");
              }
            });

    store(deaf).putResult(job, claim, images("image"));

    assertThat(store().result(job).orElseThrow().images()).containsOnlyKeys("0.png");
    assertThat(names()).as("its image and its index").hasSize(2);
  }

  @Test
  void aWriteThatArrivesLateNamesImagesThatAreThere() throws Exception {
    List<Runnable> late = new ArrayList<>();

    assertThatThrownBy(() -> store(slow(late)).putResult(job, claim, images("slow")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no answer");
    assertThat(store().result(job)).isEmpty();
    late.forEach(Runnable::run);

    assertThat(text(resultImage())).isEqualTo("slow");
    store().putResult(job, claim, images("again"));
    assertThat(names()).as("its image and its index").hasSize(2);
  }

  @Test
  void sweepsWhatAWriteThatNeverArrivedWouldHaveNamed() throws Exception {
    S3Client slow = slow(new ArrayList<>());
    assertThatThrownBy(() -> store(slow).putResult(job, claim, images("slow")))
        .isInstanceOf(IOException.class);
    assertThat(names()).as("its image").hasSize(1);

    store().sweep(LONG, NOBODY);
    assertThat(names()).as("too young").hasSize(1);
    store().sweep(Duration.ZERO, NOBODY);

    assertThat(names()).isEmpty();
  }

  /** A client whose conditional writes leave only later, and are given up by then. */
  private S3Client slow(List<Runnable> late) {
    return new WatchedBucket(client) {
      @Override
      protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        if (WatchedBucket.isConditional(request)) {
          late.add(
              () -> {
                R ignored = operation.apply(request);
              });
          throw SdkClientException.create("no answer");
        }
        return super.invokeOperation(request, operation);
      }
    };
  }

  @Test
  void whoFindsAnotherResultTakesHisOwnAway() throws Exception {
    S3Client beaten =
        WatchedBucket.before(
            client,
            request -> {
              if (WatchedBucket.isConditional(request)) {
                putFirst();
              }
            });

    store(beaten).putResult(job, claim, images("late"));

    assertThat(text(resultImage())).isEqualTo("first");
    assertThat(names()).as("the first's image and its index").hasSize(2);
  }

  private void putFirst() {
    try {
      store().putResult(job, UUID.randomUUID().toString(), images("first"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aConflictIsNoFailure() throws Exception {
    int[] conflicts = {2};
    S3Client busy =
        WatchedBucket.before(
            client,
            request -> {
              if (WatchedBucket.isConditional(request) && conflicts[0]-- > 0) {
                throw S3Exception.builder().statusCode(409).message("another is under way").build();
              }
            });

    store(busy).putResult(job, claim, images("image"));

    assertThat(store().result(job)).isPresent();
    assertThat(names()).as("its image and its index").hasSize(2);
  }

  @Test
  void aJobThatCannotBeSweptKeepsNoOtherFromIt() throws Exception {
    String first = "00000000-0000-0000-0000-000000000000";
    dieInPut(first, claim);
    put(first + "/result", "damaged");
    List<String> before = names();
    dieInPut(job, claim);

    store().sweep(Duration.ZERO, NOBODY);

    assertThat(names()).isEqualTo(before.stream().filter(name -> !name.contains(" ")).toList());
  }

  @Test
  void aPutThatTakesTooLongWritesNoIndex() throws Exception {
    Instant[] now = {Instant.EPOCH};
    S3Client slow =
        WatchedBucket.after(
            client,
            request -> {
              if (request instanceof PutObjectRequest) {
                now[0] = now[0].plus(LONG).plusSeconds(1);
              }
            });
    S3Store bucket = new S3Store(slow, place.bucket());
    BucketStore store = new BucketStore(bucket, place, () -> now[0]);
    Map<String, Path> images = images("image");

    assertThatThrownBy(() -> store.putResult(job, claim, images))
        .hasMessageContaining("took longer");

    assertThat(names()).isEmpty();
    assertThat(images.get("0.png")).exists();
  }

  @Test
  void sweepsNothingThatBecameTheResultJustBeforeItsClaimEnded() throws Exception {
    String sending = SentKey.newSending(claim);
    put(job + "/" + sending + "/0.png", "image");
    ResultIndex index = new ResultIndex(sending, Map.of("0.png", 5L));

    store()
        .sweep(
            Duration.ZERO,
            (id, held) -> {
              put(job + "/result", new String(index.toBytes(), UTF_8));
              return false;
            });

    assertThat(text(resultImage())).isEqualTo("image");
  }

  @Test
  void anInterruptEndsAPutAndStays() throws Exception {
    Map<String, Path> images = images("image");
    Thread.currentThread().interrupt();
    try {
      store().putResult(job, claim, images);
      assertThat(store().result(job)).as("it was too late to end it").isPresent();
    } catch (IOException e) {
      assertThat(images.get("0.png")).exists();
    }

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void abortsUploadsOfSubmittersThatWereKilled() throws Exception {
    beginUpload(job + "/photo");
    beginUpload(job + "/reference-12");

    store().sweep(LONG, NOBODY);
    assertThat(names()).as("too young").hasSize(2);
    store().sweep(Duration.ZERO, (id, held) -> true);

    assertThat(names()).isEmpty();
  }

  @Test
  void sweepsNothingThatItDidNotMake() throws Exception {
    put(job + "/" + claim + "/0.png", "of somebody");
    put("photos/1.png", "of somebody");
    put("sent-" + claim + "-" + claim + "/0.png", "of somebody");
    beginUpload(job + "/sofa");
    beginUpload("photos/2.png");
    List<String> before = names();

    store().sweep(Duration.ZERO, NOBODY);

    assertThat(names()).isEqualTo(before);
  }

  @Test
  void asksOnlyOfJobsThatHaveMoreThanTheirResult() throws Exception {
    store().putResult(job, claim, images("image"));
    List<String> asked = new ArrayList<>();
    WatchedBucket watched =
        WatchedBucket.before(
            client,
            request -> {
              asked.add(request.getClass().getSimpleName());
            });

    store(watched)
        .sweep(
            Duration.ZERO,
            (id, held) -> {
              throw new AssertionError("nothing to ask for");
            });

    assertThat(asked).allMatch(request -> request.startsWith("List"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../elsewhere\n5 0.png\n", "sent-x\nfive 0.png\n", "\n5\n"})
  void aDamagedIndexIsAFailure(String index) {
    put(job + "/result", index);

    assertThatThrownBy(() -> store().result(job))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void acceptsABucketThatHonoursTheCondition() throws Exception {
    store(client).check();
    store(client).check();

    assertThat(names()).containsExactly(place.key("condition"));
  }

  @Test
  void refusesABucketThatReplacesWhatIsThere() {
    S3Client careless =
        new WatchedBucket(client) {
          @Override
          @SuppressWarnings("unchecked") // It is one.
          <T extends S3Request> T changed(T request) {
            return request instanceof PutObjectRequest put
                ? (T) put.toBuilder().ifNoneMatch(null).build()
                : request;
          }
        };

    assertThatThrownBy(() -> store(careless).check())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ignores If-None-Match");
  }

  private ImageSource resultImage() throws IOException {
    return Objects.requireNonNull(store().result(job).orElseThrow().images().get("0.png"));
  }

  private Map<String, Path> images(String text) throws IOException {
    return Map.of("0.png", Files.writeString(files.resolve(UUID.randomUUID().toString()), text));
  }

  private static String text(ImageSource image) throws IOException {
    return new String(bytes(image), UTF_8);
  }

  private static byte[] bytes(ImageSource image) throws IOException {
    try (InputStream bytes = image.open()) {
      return bytes.readAllBytes();
    }
  }
}

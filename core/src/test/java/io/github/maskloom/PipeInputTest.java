package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.fusion.FusionCall;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.ManualClock;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.ScriptedProvider;
import io.github.maskloom.testing.SpecialFiles;
import io.github.maskloom.testing.SyntheticRows;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pipes as images: those that bring one, and those that bring nothing for ever. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PipeInputTest {
  private static final int LOOKS = 4;

  @TempDir Path folder;

  private final MemoryBudget budget = MemoryBudget.ofBytes(64 << 20);
  private Path photo = Path.of("");
  private Path mask = Path.of("");
  private Path pipe = Path.of("");
  private Path result = Path.of("");

  @BeforeEach
  void drawImages() throws Exception {
    photo = SyntheticRows.photo(900, 600).write(OutputFormat.PNG, folder.resolve("photo"));
    mask = SyntheticRows.mask(900, 600).write(OutputFormat.PNG, folder.resolve("mask"));
    pipe = SpecialFiles.pipe(folder.resolve("pipe"));
    result = folder.resolve("result");
  }

  @AfterEach
  void leavesNoThreadAndHoldsNoMemory() {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("maskloom-pipe");
    assertThat(budget.reservedBytes()).isZero();
    assertThat(result).doesNotExist();
  }

  private interface Reading {
    void run(PipeInputTest in, ImageSource piped, WorkOptions work) throws IOException;
  }

  /** Everything that reads an image, here one of a pipe. */
  private enum Call {
    PHOTO(
        (in, piped, work) -> {
          MaskCompositor compositor = MaskCompositor.create().withWork(work);
          compositor.composite(piped, ImageSource.of(in.mask), ImageTarget.of(in.result));
        }),
    MASK(
        (in, piped, work) -> {
          MaskCompositor compositor = MaskCompositor.create().withWork(work);
          compositor.composite(ImageSource.of(in.photo), piped, ImageTarget.of(in.result));
        }),
    REPLACEMENT(
        (in, piped, work) -> {
          PhotoRestorer restorer = PhotoRestorer.create().withWork(work);
          restorer.restore(
              ImageSource.of(in.photo), piped, ImageSource.of(in.mask), ImageTarget.of(in.result));
        }),
    PREPARED(
        (in, piped, work) -> {
          ImagePreparer preparer = ImagePreparer.create().withMaxSide(300).withWork(work);
          preparer.prepare(piped, ImageTarget.of(in.result));
        }),
    FUSED(
        (in, piped, work) -> {
          FusionRequest request =
              FusionRequest.builder(piped).prompt("a sofa").copySources(true).build();
          FusionConfig config = FusionConfig.builder().working(work).tempFolder(in.folder).build();
          try (FusionClient client = FusionClient.open(ScriptedProvider.answering(), config)) {
            client.fuse(request).close();
          }
        });

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
    private final Reading reading;

    Call(Reading reading) {
      this.reading = reading;
    }
  }

  private WorkOptions work() {
    return WorkOptions.DEFAULT.withBudget(budget);
  }

  private static CancelSignal afterSomeLooks() {
    AtomicInteger looks = new AtomicInteger();
    return () -> looks.incrementAndGet() > LOOKS;
  }

  @ParameterizedTest
  @EnumSource
  void aCancelEndsTheWaitForAPipeThatNobodyWritesTo(Call call) {
    WorkOptions cancelled = work().withCancel(afterSomeLooks());

    assertThatThrownBy(() -> call.reading.run(this, ImageSource.of(pipe), cancelled))
        .isInstanceOf(CancelledException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aTimeoutEndsTheWaitForAPipeThatNobodyWritesTo(Call call) {
    ManualClock clock = new ManualClock();
    clock.passAtEachLook(Duration.ofSeconds(1));
    WorkOptions bounded = clock.timeout(work(), Duration.ofSeconds(3));

    assertThatThrownBy(() -> call.reading.run(this, ImageSource.of(pipe), bounded))
        .isInstanceOf(CancelledException.class)
        .hasMessageContaining("the time of 3 s is over");
  }

  @ParameterizedTest
  @EnumSource
  void aCancelEndsTheWaitForAWriterThatHasFallenSilent(Call call) throws IOException {
    byte[] bytes = Files.readAllBytes(call == Call.MASK ? mask : photo);
    try (RandomAccessFile writer = new RandomAccessFile(pipe.toFile(), "rw");
        FileInputStream left = new FileInputStream(writer.getFD())) {
      writer.write(bytes, 0, Math.min(bytes.length / 2, 4000));
      CancelSignal looks = afterSomeLooks();
      CancelSignal onceTaken = () -> isEmpty(left) && looks.isCancelled();

      assertThatThrownBy(
              () -> call.reading.run(this, ImageSource.of(pipe), work().withCancel(onceTaken)))
          .isInstanceOf(CancelledException.class);
    }
  }

  private static boolean isEmpty(FileInputStream pipe) {
    try {
      return pipe.available() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anInterruptEndsTheWaitForAPipe() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Call.PHOTO.reading.run(this, ImageSource.of(pipe), work()))
        .isInstanceOf(CancelledException.class)
        .hasMessage("the thread was interrupted");

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void closingAClientEndsACallThatCopiesFromAPipe() throws Exception {
    FusionConfig config =
        FusionConfig.builder().tempFolder(folder).closeGrace(Duration.ZERO).build();
    FusionClient client = FusionClient.open(ScriptedProvider.answering(), config);
    FusionRequest request =
        FusionRequest.builder(ImageSource.of(pipe)).prompt("a sofa").copySources(true).build();
    CompletableFuture<FusionCall> begun =
        CompletableFuture.supplyAsync(() -> client.start(request));
    awaitReader();

    client.close();

    assertThatThrownBy(() -> begun.join().result()).isInstanceOf(CancelledException.class);
  }

  /** Until somebody has begun to open a pipe. */
  private static void awaitReader() {
    while (Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().equals("maskloom-pipe"))) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aPipeThatBringsAnImageIsReadAsAFile() throws Exception {
    CompletableFuture<Void> written = writing(Files.readAllBytes(photo));
    MaskCompositor compositor = MaskCompositor.create().withWork(work());
    ImageSource paint = ImageSource.of(mask);
    int[] piped = Made.composite(compositor, ImageSource.of(pipe), paint).samples();
    assertThat(piped).isEqualTo(Made.composite(compositor, ImageSource.of(photo), paint).samples());
    written.join();
  }

  @Test
  void theBytesOfAPipeComeAsTheyAreHoweverTheyAreRead() throws Exception {
    byte[] bytes = new byte[1_000_003];
    new Random(1).nextBytes(bytes);
    CompletableFuture<Void> written = writing(bytes);

    try (InputStream in = ImageSource.of(pipe).open()) {
      assertThat(in.read()).isEqualTo(bytes[0] & 0xFF);
      assertThat(in.readNBytes(70_000)).isEqualTo(Arrays.copyOfRange(bytes, 1, 70_001));
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 70_001, bytes.length));
      assertThat(in.read()).isEqualTo(-1);
    }
    written.join();
  }

  @Test
  void aPipeWithoutAByteIsAnEmptyFile() throws Exception {
    CompletableFuture<Void> written = writing(new byte[0]);

    assertThatThrownBy(() -> Call.PHOTO.reading.run(this, ImageSource.of(pipe), work()))
        .isInstanceOf(ImageFormatException.class);
    written.join();
  }

  /** Writes into the pipe as another program would, and closes it. */
  private CompletableFuture<Void> writing(byte[] bytes) {
    return CompletableFuture.runAsync(
        () -> {
          try (OutputStream out = Files.newOutputStream(pipe)) {
            out.write(bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}

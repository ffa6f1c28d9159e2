package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.DataUrl;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.UploadLimits;
import io.github.maskloom.testing.FaultySource;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.SpecialFiles;
import io.github.maskloom.testing.SyntheticRows;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every I/O failure says which image or file it is about. */
class NamedFailuresTest {
  private final IOException broken = new IOException("connection reset");

  /** Linux lets nobody read its beginning: "Input/output error", and says no name. */
  private static final Path UNREADABLE = Path.of("/proc/self/mem");

  @TempDir Path folder;
  private Path photo;
  private Path mask;

  private interface Writing {
    void write(Path photo, Path mask, ImageTarget target) throws IOException;
  }

  /** Every way in which an image is written. */
  private enum Way {
    SPLICED(
        (photo, mask, target) ->
            MaskCompositor.create().composite(ImageSource.of(photo), ImageSource.of(mask), target)),
    JPEG(
        (photo, mask, target) ->
            MaskCompositor.create()
                .withFormat(OutputFormat.JPEG)
                .composite(ImageSource.of(photo), ImageSource.of(mask), target)),
    RESTORED(
        (photo, mask, target) ->
            PhotoRestorer.create()
                .withWork(WorkOptions.DEFAULT.withThreads(3))
                .restore(
                    ImageSource.of(photo), ImageSource.of(photo), ImageSource.of(mask), target)),
    PREPARED(
        (photo, mask, target) ->
            ImagePreparer.create().withMaxSide(50).prepare(ImageSource.of(photo), target)),
    SEARCHED(
        (photo, mask, target) ->
            ImagePreparer.create()
                .withFormat(OutputFormat.JPEG)
                .withLimits(UploadLimits.NONE.withMediaTypes("image/jpeg").withMaxBytes(10_000))
                .prepare(ImageSource.of(photo), target)),
    COPIED((photo, mask, target) -> ImagePreparer.create().prepare(ImageSource.of(photo), target));

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
    private final Writing writing;

    Way(Writing writing) {
      this.writing = writing;
    }
  }

  @BeforeEach
  void writeImages() throws IOException {
    photo = folder.resolve("photo.png");
    mask = folder.resolve("mask.png");
    SyntheticRows.photo(200, 150).write(OutputFormat.PNG, photo);
    SyntheticRows.mask(200, 150).write(OutputFormat.PNG, mask);
  }

  @ParameterizedTest
  @EnumSource
  void aFullDeviceIsNamedInEveryWay(Way way) throws Exception {
    Path full = SpecialFiles.fullDevice(folder.resolve("full"));

    assertThatThrownBy(() -> way.writing.write(photo, mask, ImageTarget.of(full)))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(full + ": No space left on device");
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatIsWrittenToIsTheTarget(Way way) {
    assertThatThrownBy(
            () -> way.writing.write(photo, mask, ImageTarget.of(new BrokenOutput(broken))))
        .isInstanceOf(IOException.class)
        .hasMessage("target: connection reset")
        .hasCause(broken);
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatCannotBeReadIsNamedInEveryWay(Way way) {
    assumeTrue(Files.isReadable(UNREADABLE), "this system has no " + UNREADABLE);

    assertThatThrownBy(
            () -> way.writing.write(UNREADABLE, mask, ImageTarget.of(folder.resolve("out"))))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(UNREADABLE + ": Input/output error");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aStreamThatIsPreparedOrInspectedIsTheImage() {
    ImageTarget target = Made.NOWHERE;

    assertThatThrownBy(() -> ImagePreparer.create().prepare(brokenSource(), target))
        .hasMessage("image: connection reset");
    assertThatThrownBy(() -> ImageInfo.read(brokenSource())).hasMessage("image: connection reset");
    assertThatThrownBy(() -> DataUrl.of(brokenSource())).hasMessage("image: connection reset");
  }

  @Test
  void aDataUrlNamesWhereItGoes() throws IOException {
    DataUrl url = DataUrl.of(ImageSource.of(photo));

    assertThatThrownBy(() -> url.writeTo(new BrokenOutput(broken)))
        .hasMessage("target: connection reset")
        .hasCause(broken);
  }

  @Test
  void aNameOfTheCallersComesBeforeTheRole() {
    ImageSource upload = brokenSource().named("upload 7");

    assertThatThrownBy(
            () -> MaskCompositor.create().composite(upload, ImageSource.of(mask), Made.NOWHERE))
        .hasMessage("upload 7: connection reset");
  }

  @Test
  void aSupplierThatCannotOpenIsNamed() {
    ImageSource source =
        ImageSource.reopening(
            () -> {
              throw new SocketTimeoutException();
            });

    assertThatThrownBy(() -> ImageInfo.read(source))
        .hasMessage("image: SocketTimeoutException")
        .hasCauseInstanceOf(SocketTimeoutException.class);
  }

  /** Which it may, for it is replaced at the end. */
  @ParameterizedTest
  @EnumSource
  void anImageMayTakeThePlaceOfItsInput(Way way) throws IOException {
    Path other = folder.resolve("other");
    way.writing.write(photo, mask, ImageTarget.of(other));

    way.writing.write(photo, mask, ImageTarget.of(photo));

    assertThat(photo).hasSameBinaryContentAs(other);
  }

  private ImageSource brokenSource() {
    return new FaultySource(new byte[100], 0, broken).source();
  }

  private static final class BrokenOutput extends OutputStream {
    private final IOException failure;

    BrokenOutput(IOException failure) {
      this.failure = failure;
    }

    @Override
    public void write(int value) throws IOException {
      throw failure;
    }
  }
}

package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left in the folder of a call. */
class FusedFilesTest {
  private static final PhotoPart PART = new PhotoPart(new BoundingBox(1, 1, 2, 2), 10, 10, 2, 2);

  @TempDir Path folder;

  @Test
  void aPartThatCouldNotBePutBackIsNotAmongTheImages() throws IOException {
    FusedFiles files = new FusedFiles(folder.resolve("out"));

    List<Path> written = files.write(result(true));

    Path part = folder.resolve("out/parts/part-1.png");
    assertThat(written).containsExactly(part);
    assertThat(part).hasContent("image");
    assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**.png");
  }

  @Test
  void aLaterCallTakesAwayWhatIsLeftOfAPart() throws IOException {
    FusedFiles files = new FusedFiles(folder.resolve("out"));
    files.write(result(true));

    List<Path> written = files.write(result(false));

    assertThat(written).containsExactly(folder.resolve("out/fused-1.png"));
    assertThat(folder.resolve("out/parts")).isEmptyDirectory();
  }

  private FusionResult result(boolean unfinished) throws IOException {
    Path file = Files.writeString(folder.resolve("image.png"), "image");
    return new Result(new Image(file, unfinished));
  }

  private record Image(Path file, boolean isUnfinished) implements FusedImage {
    @Override
    public int index() {
      return 0;
    }

    @Override
    public Optional<FusionException> failure() {
      return Optional.empty();
    }

    @Override
    public Optional<FusionException> unfinished() {
      return isUnfinished
          ? Optional.of(
              new FusionException(
                  "no disk",
                  FusionException.Failure.notSent("any").withDelivery(Delivery.ACCEPTED)))
          : Optional.empty();
    }

    @Override
    public String mediaType() {
      return "image/png";
    }

    @Override
    public int width() {
      return 2;
    }

    @Override
    public int height() {
      return 2;
    }

    @Override
    public long bytes() {
      return 5;
    }

    @Override
    public FusedImage modelImage() {
      return this;
    }

    @Override
    public Optional<CompositeReport> restored() {
      return Optional.empty();
    }

    @Override
    public Optional<PhotoPart> part() {
      return Optional.of(PART);
    }

    @Override
    public ImageSource source() {
      return ImageSource.of(file);
    }
  }

  private record Result(FusedImage only) implements FusionResult {
    @Override
    public List<FusedImage> images() {
      return List.of(only);
    }

    @Override
    public FusionRecord record() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<MaskStatistics> mask() {
      return Optional.empty();
    }

    @Override
    public SurplusImages surplus() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<FusionException> cutShort() {
      return Optional.empty();
    }

    @Override
    public Optional<FusionException> primaryFailure() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }
}

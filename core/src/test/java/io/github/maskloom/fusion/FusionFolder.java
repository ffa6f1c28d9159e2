package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A folder with a room, a mask and a sofa, and another for temporary files. */
final class FusionFolder {
  private final Path folder;

  FusionFolder(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectory(temp());
    ImageIO.write(drawn(60, 40, BufferedImage.TYPE_INT_RGB, Color.WHITE), "png", room().toFile());
    ImageIO.write(drawn(12, 8, BufferedImage.TYPE_INT_RGB, Color.RED), "png", sofa().toFile());
    ImageIO.write(
        drawn(60, 40, BufferedImage.TYPE_INT_ARGB, new Color(0, 120, 255, 128)),
        "png",
        mask().toFile());
  }

  /** An image whose left upper quarter has a color. */
  private static BufferedImage drawn(int width, int height, int type, Color color) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(color);
    canvas.fillRect(0, 0, width / 2, height / 2);
    canvas.dispose();
    return image;
  }

  Path room() {
    return folder.resolve("room.png");
  }

  Path mask() {
    return folder.resolve("mask.png");
  }

  Path sofa() {
    return folder.resolve("sofa.png");
  }

  Path temp() {
    return folder.resolve("temp");
  }

  /** A mask on which nothing is painted. */
  Path emptyMask() throws IOException {
    Path file = folder.resolve("empty-mask.png");
    ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_ARGB), "png", file.toFile());
    return file;
  }

  /** A mask with a frame from (35, 20) to (55, 30), and nothing painted within. */
  Path frame() throws IOException {
    BufferedImage frame = new BufferedImage(60, 40, BufferedImage.TYPE_INT_ARGB);
    Graphics2D canvas = frame.createGraphics();
    canvas.setColor(new Color(0, 120, 255, 128));
    canvas.drawRect(35, 20, 20, 10);
    canvas.dispose();
    Path file = folder.resolve("frame.png");
    ImageIO.write(frame, "png", file.toFile());
    return file;
  }

  /** A configuration under which images stay as they come. */
  FusionConfig.Builder config() {
    return FusionConfig.builder().tempFolder(temp()).labeled(false);
  }

  /** A request whose images stay as they come, unless it says more. */
  FusionRequest.Builder request() {
    return FusionRequest.builder(room())
        .mask(mask())
        .reference(sofa())
        .prompt("a sofa, please")
        .wholeAnswer();
  }

  /** A result whose images somebody asked for, so that it leaves nothing when it is closed. */
  static FusionResult taken(FusionResult result) {
    result.images().stream().filter(FusedImage::isPresent).forEach(image -> image.file());
    return result;
  }

  void assertNothingLeft() throws IOException {
    try (Stream<Path> left = Files.walk(temp())) {
      assertThat(left).containsExactly(temp());
    }
  }

  /** Nothing is left but images that came and that nobody took. Deletes these. */
  void assertOnlyImagesLeft() throws IOException {
    assertThat(temporaryFiles()).allMatch(name -> name.startsWith("image-"));
    MoreFiles.deleteDirectoryContents(temp(), RecursiveDeleteOption.ALLOW_INSECURE);
  }

  /** What is in the folders of calls. */
  List<String> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.walk(temp())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".lock"))
          .sorted()
          .toList();
    }
  }
}

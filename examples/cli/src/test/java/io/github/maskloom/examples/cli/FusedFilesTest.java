package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageSource;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    FusionException why =
        new FusionException(
            "no disk", FusionException.Failure.notSent("any").withDelivery(Delivery.ACCEPTED));
    Map<String, Object> answers = new HashMap<>();
    answers.put("index", 0);
    answers.put("failure", Optional.empty());
    answers.put("unfinished", Optional.of(why).filter(failure -> unfinished));
    answers.put("mediaType", "image/png");
    answers.put("part", Optional.of(PART));
    answers.put("source", ImageSource.of(file));
    FusedImage image = answering(FusedImage.class, answers);
    return answering(FusionResult.class, Map.of("images", List.of(image)));
  }

  /** Something that answers questions by their names, and others as its type does. */
  private static <T> T answering(Class<T> type, Map<String, Object> answers) {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            answers.containsKey(method.getName())
                ? answers.get(method.getName())
                : InvocationHandler.invokeDefault(proxy, method, arguments);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}

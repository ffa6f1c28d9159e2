package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePreparer;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A null where none may be is told by the name of what it was given for. */
@NullUnmarked
class NullArgumentsTest {
  private static final Path FILE = Path.of("image.png");
  private static final ImageSource IMAGE = ImageSource.of(FILE);
  private static final ImageTarget TARGET = ImageTarget.of(new ByteArrayOutputStream());
  private static final MaskCompositor COMPOSITOR = MaskCompositor.create();
  private static final PhotoRestorer RESTORER = PhotoRestorer.create();
  private static final ImagePreparer PREPARER = ImagePreparer.create();

  static Stream<Arguments> calls() {
    return Stream.of(
        call("photo", () -> COMPOSITOR.composite((Path) null, FILE, FILE)),
        call("mask", () -> COMPOSITOR.composite(FILE, (Path) null, FILE)),
        call("mask", () -> COMPOSITOR.composite(FILE, (ImageSource) null, FILE)),
        call("target", () -> COMPOSITOR.composite(FILE, FILE, null)),
        call("photo", () -> COMPOSITOR.composite((ImageSource) null, IMAGE, TARGET)),
        call("mask", () -> COMPOSITOR.composite(IMAGE, null, TARGET)),
        call("target", () -> COMPOSITOR.composite(IMAGE, IMAGE, (ImageTarget) null)),
        call("preparer", () -> COMPOSITOR.composite(IMAGE, IMAGE, null, TARGET)),
        call("photo", () -> COMPOSITOR.explain(null, IMAGE)),
        call("mask", () -> COMPOSITOR.explain(IMAGE, null)),
        call("convention", () -> MaskCompositor.create().withConvention(null)),
        call("photo", () -> RESTORER.restore(null, FILE, FILE, FILE)),
        call("replacement", () -> RESTORER.restore(FILE, null, FILE, FILE)),
        call("mask", () -> RESTORER.restore(FILE, FILE, (Path) null, FILE)),
        call("target", () -> RESTORER.restore(FILE, FILE, FILE, null)),
        call("replacement", () -> RESTORER.restore(IMAGE, null, IMAGE, TARGET)),
        call("replacement", () -> RESTORER.explain(IMAGE, null, IMAGE)),
        call("restoring", () -> PhotoRestorer.create().withRestoring(null)),
        call("reading", () -> ImageRows.create().withReading(null)),
        call("work", () -> ImageRows.create().withWork(null)),
        call("chroma", () -> OutputFormat.jpeg(90).withChroma(null)),
        call("timeout", () -> WorkOptions.DEFAULT.withTimeout(null)),
        call("listener", () -> WorkOptions.DEFAULT.withListener(null)),
        call("source", () -> PREPARER.prepare((Path) null, FILE)),
        call("target", () -> PREPARER.prepare(FILE, null)),
        call("source", () -> PREPARER.prepare((ImageSource) null, TARGET)),
        call("target", () -> PREPARER.prepare(IMAGE, (ImageTarget) null)),
        call("source", () -> PREPARER.explain(null)),
        call("photo", () -> FusionRequest.builder((Path) null)),
        call("photo", () -> FusionRequest.builder((ImageSource) null)),
        call("mask", () -> FusionRequest.builder(FILE).mask((Path) null)),
        call("mask", () -> FusionRequest.builder(FILE).mask((ImageSource) null)),
        call("reference", () -> FusionRequest.builder(FILE).reference((Path) null)),
        call("reference", () -> FusionRequest.builder(FILE).reference((ImageSource) null)),
        call("prompt", () -> FusionRequest.builder(FILE).prompt(null)),
        call("path", () -> ImageSource.of((Path) null)),
        call("bytes", () -> ImageSource.of((byte[]) null)),
        call("streams", () -> ImageSource.reopening(null)),
        call("streams", () -> ImageSource.reopening(null, 1)),
        call("ranges", () -> ImageSource.seekable(null, 1)),
        call("stream", () -> ImageSource.once(null)),
        call("text", () -> ImageSource.dataUrl((CharSequence) null)),
        call("text", () -> ImageSource.dataUrl((ImageSource.Opener<Reader>) null)),
        call("name", () -> ImageSource.once(InputStream.nullInputStream()).named(null)),
        call("name", () -> IMAGE.named(null)));
  }

  private static Arguments call(String name, ThrowingCallable call) {
    return Arguments.of(name, call);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void isRefusedByName(String name, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(name);
  }
}

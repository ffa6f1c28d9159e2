package io.github.maskloom.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maskloom.catalog.FurnitureCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A setting that cannot be ends the start of an application, though nobody asks for a bean yet. */
class WrongSettingsTest {
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  MaskloomAutoConfiguration.class, MaskloomFusionAutoConfiguration.class));

  @TempDir Path folder;

  private void assertThatTheStartEnds(String property, String value, String why) {
    assertThatTheStartEnds(application, property, value, why);
  }

  private static void assertThatTheStartEnds(
      ApplicationContextRunner runner, String property, String value, String why) {
    runner
        .withPropertyValues(property + "=" + value)
        .run(
            context -> {
              FailureAnalysis analysis = analysis(context);
              assertThat(analysis.getDescription())
                  .startsWith(property + " cannot be used: ")
                  .contains(why)
                  .endsWith(".");
              assertThat(analysis.getAction()).startsWith("Set " + property + " to ").endsWith(".");
            });
  }

  private static FailureAnalysis analysis(AssertableApplicationContext context) {
    assertThat(context).hasFailed();
    Throwable failure = Objects.requireNonNull(context.getStartupFailure());
    return Objects.requireNonNull(new MaskloomFailureAnalyzer().analyze(failure));
  }

  @ParameterizedTest
  @CsvSource({
    "maskloom.memory.budget, 0B, at least one byte",
    "maskloom.memory.budget, 4000TB, not less than the heap",
    "maskloom.memory.max-wait, -1s, not negative",
    "maskloom.memory.close-grace, -1s, not negative",
    "maskloom.limits.max-input-size, 0B, at least 1",
    "maskloom.limits.max-pixels, 0, at least 1",
    "maskloom.limits.max-width, -3, at least 1",
    "maskloom.limits.max-height, 0, at least 1",
    "maskloom.threads, 0, at least 1",
    "maskloom.timeout, 0s, more than 0",
    "maskloom.fusion.max-concurrent, 0, at least 1",
    "maskloom.fusion.max-queued, -1, at least 0",
    "maskloom.fusion.max-upload-side, 0, at least 1",
    "maskloom.fusion.close-grace, -1s, not be negative"
  })
  void aNumberOutOfItsRangeIsSaid(String property, String value, String why) {
    assertThatTheStartEnds(property, value, why);
  }

  @Test
  void theTimeToLiveOfACatalogIsPositive() {
    assertThatTheStartEnds(
        application.withPropertyValues("maskloom.catalog.folder=" + folder),
        "maskloom.catalog.time-to-live",
        "0s",
        "must be positive");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ark", "openai", "gemini", "ideogram", "flux", "dashscope", "fal", "sd-server"})
  void whatNoServiceCanBeAskedWithIsSaid(String service) {
    String prefix = "maskloom.fusion." + service + ".";
    ApplicationContextRunner chosen =
        application.withPropertyValues("maskloom.fusion.provider=" + service);

    assertThatTheStartEnds(chosen, prefix + "base-url", "ftp://127.0.0.1/v1", "http or https");
    assertThatTheStartEnds(chosen, prefix + "base-url", "https://a:b@127.0.0.1", "without user");
    assertThatTheStartEnds(chosen, prefix + "model", " ", "a model's id is");
    assertThatTheStartEnds(chosen, prefix + "images-per-minute", "0", "must be positive");
    assertThatTheStartEnds(chosen, prefix + "timeout", "0s", "between a millisecond and 24 days");
  }

  @ParameterizedTest
  @CsvSource({
    "ark, ARK_API_KEY",
    "openai, OPENAI_API_KEY",
    "gemini, GEMINI_API_KEY",
    "flux, BFL_API_KEY",
    "dashscope, DASHSCOPE_API_KEY",
    "fal, FAL_KEY",
    "ideogram, IDEOGRAM_API_KEY"
  })
  void aKeyWithALineBreakIsNamedAndNotShown(String service, String variable) {
    for (String property : List.of("maskloom.fusion." + service + ".api-key", variable)) {
      assertThatTheStartEnds(property, "sk-one\nsk-two", "line breaks");
      application
          .withPropertyValues(property + "=sk-one\nsk-two")
          .run(
              context ->
                  assertThat(String.valueOf(context.getStartupFailure())).doesNotContain("sk-"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"maskloom.fusion.jobs", "maskloom.fusion.temp-folder", "maskloom.catalog.folder"})
  void aFolderThatIsAFileIsSaid(String property) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "mine");

    assertThatTheStartEnds(property, file.toString(), file + " is no folder");

    assertThat(file).hasContent("mine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"maskloom.fusion.jobs", "maskloom.fusion.temp-folder"})
  void aFolderBelowAFileIsSaid(String property) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatTheStartEnds(property, file.resolve("below").toString(), file.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"maskloom.fusion.jobs", "maskloom.fusion.temp-folder", "maskloom.fusion.journal"})
  void aFolderThatNobodyMayWriteIsSaid(String property) throws Exception {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    assumeTrue(locked.toFile().setWritable(false));
    assumeFalse(Files.isWritable(locked), "the user of the build may write everywhere");

    assertThatTheStartEnds(property, locked.resolve("x").toString(), locked.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"maskloom.fusion.jobs", "maskloom.fusion.temp-folder", "maskloom.fusion.journal"})
  void aFolderInWhichNothingCanBeMadeIsSaid(String property) {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "this is no Linux");

    assertThatTheStartEnds(property, "/proc/self/x", "/proc/self");
  }

  @ParameterizedTest
  @ValueSource(strings = {"maskloom.fusion.journal", "maskloom.catalog.metadata"})
  void aFileThatIsAFolderIsSaid(String property) {
    assertThatTheStartEnds(
        application.withPropertyValues("maskloom.catalog.folder=" + folder),
        property,
        folder.toString(),
        folder + " is a folder");
  }

  @Test
  void foldersThatAreMissingAreMade() {
    application
        .withPropertyValues(
            "maskloom.catalog.folder=" + folder.resolve("furniture"),
            "maskloom.fusion.jobs=" + folder.resolve("a/jobs"),
            "maskloom.fusion.temp-folder=" + folder.resolve("b/calls"),
            "maskloom.fusion.journal=" + folder.resolve("c/calls.jsonl"))
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context.getBean(FurnitureCatalog.class).items()).isEmpty();
              assertThat(folder.resolve("a/jobs")).isEmptyDirectory();
              assertThat(folder.resolve("b/calls")).isEmptyDirectory();
              assertThat(folder.resolve("c")).isEmptyDirectory();
            });
  }

  @Test
  void whatIsNotUsedIsNotChecked() {
    application
        .withPropertyValues("maskloom.fusion.enabled=false", "maskloom.fusion.max-concurrent=0")
        .run(context -> assertThat(context).hasNotFailed());
  }

  /** Spring has an analysis of its own for much that goes wrong, and takes the first. */
  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void theAnalysisIsWhatARealStartEndsWith(CapturedOutput output) {
    assertThatThrownBy(() -> Backend.start(List.of(), "maskloom.fusion.openai.api-key=sk-a\rsk-b"))
        .isNotNull();

    assertThat(output)
        .contains(
            "APPLICATION FAILED TO START",
            "maskloom.fusion.openai.api-key cannot be used: it holds characters that no key has",
            "Set maskloom.fusion.openai.api-key to the key alone, in one line.")
        .doesNotContain("sk-a", "sk-b");
  }
}

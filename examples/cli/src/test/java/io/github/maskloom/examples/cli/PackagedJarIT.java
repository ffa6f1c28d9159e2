package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the jar that people download, in a JVM of its own. */
@Timeout(120)
class PackagedJarIT {
  private static final Path JAR = Path.of(System.getProperty("maskloom.jar"));

  private final Path folder;

  PackagedJarIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theDemoLeavesItsImages() throws Exception {
    Path out = folder.resolve("demo");
    Run run = java("demo", "--out", out.toString(), "--width", "400");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("composite.png", "peak heap");
    assertThat(filesIn(out))
        .containsExactlyInAnyOrder(
            "room.jpg", "sofa.png", "mask.png", "composite.png", "fused.png", "detail.png");
  }

  @Test
  void aBrokenMaskIsReportedInOneLineAndLeavesNoOutput() throws Exception {
    Path photo = Images.photo(folder.resolve("photo.png"));
    Path mask = Images.cut(Images.mask(folder.resolve("mask.png")), 60);
    Run run = java(composite(photo, mask));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("maskloom: mask").hasLineCount(1);
    assertThat(run.out()).isEmpty();
    assertThat(filesIn(folder)).containsExactlyInAnyOrder("photo.png", "mask.png");
  }

  @Test
  void jsonIsAllThatIsPrintedOnStdout() throws Exception {
    Path photo = Images.photo(folder.resolve("photo.png"));
    Path mask = Images.mask(folder.resolve("mask.png"));
    Run run =
        java(
            Stream.concat(Stream.of(composite(photo, mask)), Stream.of("--json"))
                .toArray(String[]::new));
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().strip()).startsWith("{").endsWith("}").contains("\"peakHeapBytes\"");
  }

  @Test
  void onlyTheImageGoesToStandardOutput() throws Exception {
    Path photo = Images.photo(folder.resolve("photo.png"));
    Path mask = Images.mask(folder.resolve("mask.png"));
    assertThat(java(composite(photo, mask)).exitCode()).isZero();
    Path piped = folder.resolve("piped.png");
    Path said = folder.resolve("said.txt");

    Process process =
        builder("composite", "--photo", "-", "--mask", mask.toString(), "--out", "-", "--json")
            .redirectInput(photo.toFile())
            .redirectOutput(piped.toFile())
            .redirectError(said.toFile())
            .start();

    assertThat(process.waitFor()).isZero();
    assertThat(piped).hasSameBinaryContentAs(folder.resolve("out.png"));
    assertThat(Files.readString(said).strip()).startsWith("{").endsWith("}");
  }

  @Test
  void aWrongUsageIsExplained() throws Exception {
    Run run = java("composite", "--photo", "p.png");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--mask");
  }

  @Test
  void theVersionIsThatOfTheBuild() throws Exception {
    assertThat(java("--version").out()).matches("maskloom \\d+\\.\\d+\\.\\d+\\S*\\s*");
  }

  @Test
  void aProcessThatIsToldToEndLeavesNoTemporaryFile() throws Exception {
    java("demo", "--out", folder.toString(), "--width", "2400");
    Path photo = folder.resolve("fused.png");
    Path mask = Images.mask(folder.resolve("mask.png"));
    Path outFolder = Files.createDirectory(folder.resolve("out"));
    try (WatchService watch = outFolder.getFileSystem().newWatchService()) {
      outFolder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      Process process =
          start(
              "composite",
              "--fit=stretch",
              "--photo",
              photo.toString(),
              "--mask",
              mask.toString(),
              "--out",
              outFolder.resolve("out.png").toString());
      watch.take();
      process.destroy();
      process.waitFor();
    }
    assertThat(filesIn(outFolder)).allMatch("out.png"::equals);
  }

  @Test
  void aBatchOfCsvIsDone() throws Exception {
    Path photo = Images.photo(folder.resolve("photo.png"));
    Path mask = Images.mask(folder.resolve("mask.png"));
    assertThat(java(composite(photo, mask)).exitCode()).isZero();
    Path jobs = folder.resolve("jobs.csv");
    Path out = folder.resolve("batch.png");
    Files.writeString(jobs, "photo,mask,out\n" + photo + "," + mask + "," + out + "\n");

    Run run = java("batch", "--jobs", jobs.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("1 done, 0 done before, 0 failed");
    assertThat(out).hasSameBinaryContentAs(folder.resolve("out.png"));
  }

  @Test
  void theJarHoldsNoModuleDescriptorAndNoSignature() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().map(entry -> entry.getName()))
          .noneMatch(name -> name.endsWith("module-info.class") || name.endsWith(".SF"));
    }
  }

  /** Who hands classes of others on says whose they are, and hands their licenses on as well. */
  @Test
  void theNoticeNamesTheClassesOfOthersAndTheirLicenses() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> entries = jar.stream().map(entry -> entry.getName()).toList();
      Notices named = Notices.of(jar);

      assertThat(entries).as("classes that NOTICE does not name").allMatch(named::cover);
      assertThat(entries).containsAll(named.licenses());
      assertThat(named.packages()).contains("org.ngengine.webp", "de.siegmar.fastcsv", "org.slf4j");
      assertThat(named.licenses()).hasSizeGreaterThanOrEqualTo(3);
    }
  }

  private String[] composite(Path photo, Path mask) {
    return new String[] {
      "composite",
      "--photo",
      photo.toString(),
      "--mask",
      mask.toString(),
      "--out",
      folder.resolve("out.png").toString()
    };
  }

  private Run java(String... args) throws IOException, InterruptedException {
    Path out = Files.createTempFile("maskloom", ".out");
    Path err = Files.createTempFile("maskloom", ".err");
    try {
      Process process =
          builder(args).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      int exitCode = process.waitFor();
      return new Run(exitCode, Files.readAllBytes(out), Files.readString(err, UTF_8));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static Process start(String... args) throws IOException {
    return builder(args).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
  }

  /** A JVM says on stderr which options it takes from the environment. */
  private static ProcessBuilder builder(String... args) {
    ProcessBuilder builder = new ProcessBuilder(commandLine(args));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    return builder;
  }

  private static List<String> commandLine(String... args) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-jar");
    words.add(JAR.toString());
    words.addAll(List.of(args));
    return words;
  }

  private static List<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}

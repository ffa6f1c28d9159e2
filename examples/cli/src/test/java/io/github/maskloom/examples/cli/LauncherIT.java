package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the one file that holds a script and the jar. */
@Timeout(120)
class LauncherIT {
  private static final Path LAUNCHER = Path.of(System.getProperty("maskloom.launcher"));
  private static final Path QOI = Path.of(System.getProperty("maskloom.qoi"));
  private static final Pattern RESIDENT = Pattern.compile("\"peakResidentBytes\" : (\\d+)");
  private static final String MAPPED = "examples\\.cli\\.Main source: shared objects file";
  private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
  private static final long MAX_RESIDENT_BYTES = 64_000_000;

  private final Path folder;

  LauncherIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void onlyWhereScriptsRun() {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "the launcher is a shell script");
  }

  @Test
  void itHandsItsArgumentsOnAndTakesOptionsOfTheJvm() throws Exception {
    assertThat(maskloom("", "--version")).matches("maskloom \\d+\\.\\d+\\.\\d+\\S*\\s*");
    assertThat(maskloom("-Xlog:disable -XX:+PrintFlagsFinal -Xmx77m", "--version"))
        .containsPattern("MaxHeapSize += 8\\d{7}");
  }

  @Test
  void saysInOneLineThatThereIsNoJava() throws Exception {
    Run run = launcher(LAUNCHER, "").with(Map.of("JAVA_HOME", folder + "/nowhere")).run("-V");

    assertRefused(run, "maskloom: no Java: there is no command " + folder + "/nowhere/bin/java", 1);
  }

  @Test
  void aFolderWithASpaceDoesNotTroubleIt() throws Exception {
    Path copy = copied(Files.createDirectory(folder.resolve("my tools")).resolve("maskloom"));

    assertThat(run(copy, "", "--version")).startsWith("maskloom ");
  }

  @Test
  void aWarmUpHasLaterRunsMapTheirClassesUnlessOthersCanWriteThemOrTheJarIsNewer()
      throws Exception {
    Path copy = copied(folder.resolve("maskloom-copy"));
    assertThat(run(copy, "", "warmup")).contains("start faster").hasLineCount(1);

    assertThat(cache().toFile().list()).hasSize(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache())))
        .isEqualTo("rwx------");
    assertThat(run(copy, "-Xlog:class+load", "--version")).containsPattern(MAPPED);

    Files.setPosixFilePermissions(cache(), PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(run(copy, "-Xlog:class+load", "--version")).doesNotContainPattern(MAPPED);
    assertRefused(launcher(copy, "").run("warmup"), "maskloom: no archive can be kept", 1);

    Files.setPosixFilePermissions(cache(), PosixFilePermissions.fromString("rwx------"));
    Files.setLastModifiedTime(copy, FileTime.from(Instant.now().plusSeconds(60)));

    assertThat(run(copy, "-Xlog:class+load", "--version"))
        .contains("maskloom ")
        .doesNotContainPattern(MAPPED);
  }

  @Test
  void aWarmUpOnJdk25MakesAnAotCacheThatAFusionStartsFrom() throws Exception {
    assumeTrue(Runtime.version().feature() >= 25, "this JDK makes no AOT cache in one step");
    Images.photo(folder.resolve("image.png"));
    Images.mask(folder.resolve("mask.png"));
    maskloom("", "warmup");

    assertThat(cache()).isDirectoryContaining("glob:**.aot");
    assertThat(maskloom("-Xlog:class+load", "fuse image.png mask.png image.png fused"))
        .containsPattern("local\\.LocalFusionProvider source: shared objects file");
  }

  @ParameterizedTest
  @CsvSource({
    "inspect image.png,1",
    "prepare --in=large.png --out=o.png,4",
    "inspect -,4",
    "batch jobs,4"
  })
  void theSecondCompilerComesForLargeImagesAndBatches(String line, int level) throws Exception {
    Images.photo(folder.resolve("image.png"));
    Files.write(folder.resolve("large.png"), new byte[16_000_001]);

    Run run = launcher(LAUNCHER, "-XX:+PrintFlagsFinal").run(line.split(" "));

    assertThat(run.out()).containsPattern("TieredStopAtLevel += " + level + " ");
  }

  @Test
  void anArchiveIsMadeAndUsedWhereTheJdkMakesItByItself() throws Exception {
    assumeTrue(Runtime.version().feature() >= 19, "this JDK makes archives when it is asked to");
    Images.photo(folder.resolve("image.png"));

    String first = maskloom("", "inspect image.png");

    assertThat(maskloom("", "inspect image.png")).isEqualTo(first);
    assertThat(maskloom("-Xlog:class+load", "inspect image.png")).containsPattern(MAPPED);
  }

  @Test
  void twoThatStartAtOnceDoNotTroubleEachOther() throws Exception {
    Images.photo(folder.resolve("image.png"));
    Process one = launcher(LAUNCHER, "").process("inspect", "image.png").start();
    Process other = launcher(LAUNCHER, "").process("inspect", "image.png").start();

    assertThat(Child.end(one).out())
        .isEqualTo(Child.end(other).out())
        .isEqualTo(maskloom("", "inspect image.png"));
  }

  @Test
  void standardInputThatIsClosedIsEmpty() throws Exception {
    Run shell =
        new Child(List.of("sh", "-c", "\"$0\" inspect - <&-"), folder, Map.of())
            .run(LAUNCHER.toString());

    assertRefused(shell, "maskloom: there are no bytes", 1);
  }

  @Test
  void takesAFormatFromAFolderThatIsNamed() throws Exception {
    copyPlugin();

    assertThat(maskloom("", "--plugins plugins prepare image.png image.qoi"))
        .contains("image.qoi: 40x30");
    assertThat(maskloom("", "--plugins=plugins inspect image.qoi")).contains("format       QOI");
  }

  @Test
  void takesAFormatFromAFolderBesideItAndMapsItsClassesToo() throws Exception {
    Path copy = copied(folder.resolve("maskloom"));
    copyPlugin();
    assertThat(run(copy, "", "warmup")).contains("start faster").hasLineCount(1);

    String made = run(copy, "-Xlog:class+load", "prepare image.png image.qoi");

    assertThat(made).contains("image.qoi: 40x30").containsPattern(MAPPED);
    assertThat(maskloom("-Xlog:class+load", "--version")).doesNotContainPattern(MAPPED);
  }

  @Test
  void saysThatAFolderOfPluginsIsNotThere() throws Exception {
    Run run = launcher(LAUNCHER, "").run("--plugins=nowhere", "inspect");

    assertRefused(run, "maskloom: --plugins: no such folder: 'nowhere'", 2);
  }

  private static void assertRefused(Run run, String said, int exitCode) {
    assertThat(run.err()).startsWith(said).hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  private void copyPlugin() throws IOException {
    assumeTrue(Files.exists(QOI), "examples/qoi is not packaged");
    Images.photo(folder.resolve("image.png"));
    Files.copy(QOI, Files.createDirectory(folder.resolve("plugins")).resolve("qoi.jar"));
  }

  private static Path copied(Path copy) throws IOException {
    return Files.copy(LAUNCHER, copy, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private Path cache() {
    return folder.resolve("cache/maskloom");
  }

  /** With two processors whatever there are: more of them keep more memory ready. */
  @Test
  void twelveThousandPixelsOfWidthTakeLessThan64Megabytes() throws Exception {
    assumeTrue(hugePagesAreAskedFor(), "this system gives pages of 2 MiB to whoever wants 4 KiB");
    ImageIO.write(grain(12_000, 900), "jpeg", folder.resolve("photo.jpg").toFile());
    ImageIO.write(stripe(12_000, 900), "png", folder.resolve("mask.png").toFile());

    String report =
        maskloom("-XX:ActiveProcessorCount=2", "composite photo.jpg mask.png scene.png --json");

    Matcher resident = RESIDENT.matcher(report);
    assumeTrue(resident.find(), "this system does not tell how much memory was resident");
    assertThat(Long.parseLong(resident.group(1))).isBetween(10_000_000L, MAX_RESIDENT_BYTES);
  }

  private static boolean hugePagesAreAskedFor() throws IOException {
    return !Files.exists(HUGE_PAGES) || !Files.readString(HUGE_PAGES).contains("[always]");
  }

  private static BufferedImage grain(int width, int height) {
    BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random grain = new Random(7);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        photo.setRGB(x, y, (x / 50 + y / 30) * 0x010203 + grain.nextInt(16));
      }
    }
    return photo;
  }

  private static BufferedImage stripe(int width, int height) {
    BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = height / 3; y < height / 2; y++) {
      for (int x = width / 4; x < width / 2; x++) {
        mask.setRGB(x, y, 0x80_0078FF);
      }
    }
    return mask;
  }

  private String maskloom(String jvmOptions, String line) throws Exception {
    return run(LAUNCHER, jvmOptions, line);
  }

  private String run(Path launcher, String jvmOptions, String line) throws Exception {
    Run run = launcher(launcher, jvmOptions).run(line.split(" "));
    run.done();
    return run.out();
  }

  private Child launcher(Path launcher, String jvmOptions) {
    return new Child(
        List.of(launcher.toString()),
        folder,
        Map.of(
            "JAVA_HOME", System.getProperty("java.home"),
            "XDG_CACHE_HOME", folder.resolve("cache").toString(),
            "MASKLOOM_JAVA_OPTIONS", jvmOptions));
  }
}

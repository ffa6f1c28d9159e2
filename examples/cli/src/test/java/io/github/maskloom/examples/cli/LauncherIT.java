package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
  void itHandsItsArgumentsOn() throws Exception {
    assertThat(maskloom("", "--version")).matches("maskloom \\d+\\.\\d+\\.\\d+\\S*\\s*");
  }

  @Test
  void itTakesOptionsOfTheJvm() throws Exception {
    assertThat(maskloom("-Xlog:disable -XX:+PrintFlagsFinal -Xmx77m", "--version"))
        .containsPattern("MaxHeapSize += 8\\d{7}");
  }

  @Test
  void saysInOneLineThatThereIsNoJava() throws Exception {
    Process process = process(LAUNCHER, folder.resolve("nowhere").toString(), "", "--version");

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .startsWith("maskloom: no Java: ")
        .contains("nowhere/bin/java")
        .hasLineCount(1);
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void aFolderWithASpaceDoesNotTroubleIt() throws Exception {
    Path copy = Files.createDirectory(folder.resolve("my tools")).resolve("maskloom");
    Files.copy(LAUNCHER, copy, StandardCopyOption.COPY_ATTRIBUTES);

    assertThat(run(copy, "", "--version")).startsWith("maskloom ");
  }

  @Test
  void aWarmUpHasLaterRunsMapTheirClasses() throws Exception {
    assertThat(maskloom("", "warmup")).contains("start faster").hasLineCount(1);

    assertThat(cache().toFile().list()).hasSize(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache())))
        .isEqualTo("rwx------");
    assertThat(maskloom("-Xlog:class+load", "--version")).containsPattern(MAPPED);
  }

  @Test
  void anArchiveIsMadeAndUsedWhereTheJdkMakesItByItself() throws Exception {
    assumeTrue(Runtime.version().feature() >= 19, "this JDK makes archives when it is asked to");
    String[] inspect = {"inspect", image().toString()};

    String first = maskloom("", inspect);

    assertThat(maskloom("", inspect)).isEqualTo(first);
    assertThat(maskloom("-Xlog:class+load", inspect)).containsPattern(MAPPED);
  }

  @Test
  void twoThatStartAtOnceDoNotTroubleEachOther() throws Exception {
    String home = System.getProperty("java.home");
    String image = image().toString();
    Process one = process(LAUNCHER, home, "", "inspect", image);
    Process other = process(LAUNCHER, home, "", "inspect", image);

    assertThat(output(one)).isEqualTo(output(other)).isEqualTo(maskloom("", "inspect", image));
  }

  @Test
  void noArchiveIsReadWhereOthersCanWrite() throws Exception {
    maskloom("", "warmup");
    Files.setPosixFilePermissions(cache(), PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(maskloom("-Xlog:class+load", "--version")).doesNotContainPattern(MAPPED);
    Process refused = process(LAUNCHER, System.getProperty("java.home"), "", "warmup");
    assertThat(new String(refused.getInputStream().readAllBytes(), UTF_8))
        .startsWith("maskloom: no archive can be kept")
        .hasLineCount(1);
    assertThat(refused.waitFor()).isEqualTo(1);
  }

  @Test
  void anArchiveOfAnOlderJarIsNotUsed() throws Exception {
    Path copy = folder.resolve("maskloom-copy");
    Files.copy(LAUNCHER, copy, StandardCopyOption.COPY_ATTRIBUTES);
    String made = run(copy, "", "warmup");
    Files.setLastModifiedTime(copy, FileTime.from(Instant.now().plusSeconds(60)));

    assertThat(made).contains("start faster");
    assertThat(run(copy, "-Xlog:class+load", "--version"))
        .contains("maskloom ")
        .doesNotContainPattern(MAPPED);
  }

  @Test
  void standardInputThatIsClosedIsEmpty() throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-c", "\"$0\" inspect - <&-; echo $?", LAUNCHER.toString())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(shell.getInputStream().readAllBytes(), UTF_8))
        .startsWith("maskloom: there are no bytes")
        .endsWith("\n1\n")
        .hasLineCount(2);
  }

  @Test
  void takesAFormatFromAFolderThatIsNamed() throws Exception {
    String[] plugins = {"--plugins", plugins(folder).toString()};
    String qoi = folder.resolve("image.qoi").toString();

    String made = maskloom("", words(plugins, "prepare", image().toString(), qoi));

    assertThat(made).contains("image.qoi: 40x30");
    assertThat(maskloom("", words(plugins, "inspect", qoi))).contains("format       QOI");
  }

  @Test
  void takesAFormatFromAFolderBesideItAndMapsItsClassesToo() throws Exception {
    Path copy = folder.resolve("maskloom");
    Files.copy(LAUNCHER, copy, StandardCopyOption.COPY_ATTRIBUTES);
    plugins(folder);
    String qoi = folder.resolve("image.qoi").toString();
    assertThat(run(copy, "", "warmup")).contains("start faster").hasLineCount(1);

    String made = run(copy, "-Xlog:class+load", "prepare", image().toString(), qoi);

    assertThat(made).contains("image.qoi: 40x30").containsPattern(MAPPED);
    assertThat(maskloom("-Xlog:class+load", "--version")).doesNotContainPattern(MAPPED);
  }

  @Test
  void saysThatAFolderOfPluginsIsNotThere() throws Exception {
    Process process =
        process(LAUNCHER, System.getProperty("java.home"), "", "--plugins=nowhere", "inspect");

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .startsWith("maskloom: --plugins: no such folder: 'nowhere'")
        .hasLineCount(1);
    assertThat(process.waitFor()).isEqualTo(2);
  }

  private static Path plugins(Path parent) throws IOException {
    assumeTrue(Files.exists(QOI), "examples/qoi is not packaged");
    Path plugins = Files.createDirectory(parent.resolve("plugins"));
    Files.copy(QOI, plugins.resolve("qoi.jar"));
    return plugins;
  }

  private static String[] words(String[] first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  private Path cache() {
    return folder.resolve("cache/maskloom");
  }

  private Path image() throws IOException {
    Path image = folder.resolve("image.png");
    ImageIO.write(stripe(40, 30), "png", image.toFile());
    return image;
  }

  /** With two processors whatever there are: more of them keep more memory ready. */
  @Test
  void twelveThousandPixelsOfWidthTakeLessThan64Megabytes() throws Exception {
    assumeTrue(hugePagesAreAskedFor(), "this system gives pages of 2 MiB to whoever wants 4 KiB");
    Path photo = folder.resolve("photo.jpg");
    Path mask = folder.resolve("mask.png");
    ImageIO.write(grain(12_000, 900), "jpeg", photo.toFile());
    ImageIO.write(stripe(12_000, 900), "png", mask.toFile());

    String report =
        maskloom(
            "-XX:ActiveProcessorCount=2",
            "composite",
            "--photo",
            photo.toString(),
            "--mask",
            mask.toString(),
            "--out",
            folder.resolve("scene.png").toString(),
            "--json");

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

  private String maskloom(String jvmOptions, String... args)
      throws IOException, InterruptedException {
    return run(LAUNCHER, jvmOptions, args);
  }

  private String run(Path launcher, String jvmOptions, String... args)
      throws IOException, InterruptedException {
    return output(process(launcher, System.getProperty("java.home"), jvmOptions, args));
  }

  private static String output(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  private Process process(Path launcher, String javaHome, String jvmOptions, String... args)
      throws IOException {
    List<String> words = new ArrayList<>(List.of(launcher.toString()));
    words.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    builder.environment().put("JAVA_HOME", javaHome);
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    builder.environment().put("MASKLOOM_JAVA_OPTIONS", jvmOptions);
    return builder.start();
  }
}

package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** The jar in a JVM of its own. */
  private Child jar() {
    List<String> start = new ArrayList<>(Child.jvm());
    start.addAll(List.of("-jar", JAR.toString()));
    return new Child(start, folder, Map.of());
  }

  private Run java(String line) throws Exception {
    return jar().run(line.split(" "));
  }

  @Test
  void theDemoLeavesItsImages() throws Exception {
    java("demo --out demo --width 400").done().contains("composite.png", "peak heap");
    assertThat(filesIn(folder.resolve("demo")))
        .containsExactlyInAnyOrder(
            "room.jpg", "sofa.png", "mask.png", "composite.png", "fused.png", "detail.png");
  }

  @Test
  void onlyTheImageGoesToStandardOutputAndABatchMakesTheSame() throws Exception {
    Path photo = Images.photo(folder.resolve("photo.png"));
    Images.mask(folder.resolve("mask.png"));
    assertThat(java("composite photo.png mask.png out.png").exitCode()).isZero();
    Path piped = folder.resolve("piped.png");
    Path said = folder.resolve("said.txt");
    Files.writeString(folder.resolve("jobs.csv"), "photo,mask,out\nphoto.png,mask.png,batch.png\n");

    Process process =
        jar()
            .process("composite", "--photo", "-", "--mask", "mask.png", "--out", "-", "--json")
            .redirectInput(photo.toFile())
            .redirectOutput(piped.toFile())
            .redirectError(said.toFile())
            .start();
    Run batch = java("batch --jobs jobs.csv");

    assertThat(process.waitFor()).isZero();
    assertThat(piped).hasSameBinaryContentAs(folder.resolve("out.png"));
    assertThat(Files.readString(said).strip()).startsWith("{").endsWith("}");
    batch.done().startsWith("1 done, 0 done before, 0 failed");
    assertThat(folder.resolve("batch.png")).hasSameBinaryContentAs(folder.resolve("out.png"));
  }

  @Test
  void theVersionIsThatOfTheBuild() throws Exception {
    assertThat(java("--version").out()).matches("maskloom \\d+\\.\\d+\\.\\d+\\S*\\s*");
  }

  @Test
  void aProcessThatIsToldToEndLeavesNoTemporaryFile() throws Exception {
    byte[] photo = Files.readAllBytes(Images.noise(folder.resolve("photo.png")));
    Images.mask(folder.resolve("mask.png"));
    Path outFolder = Files.createDirectory(folder.resolve("out"));
    try (WatchService watch = outFolder.getFileSystem().newWatchService()) {
      outFolder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      Process process =
          jar()
              .process("composite", "--photo", "-", "--mask", "mask.png", "--out", "out/out.png")
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      process.getOutputStream().write(photo, 0, photo.length / 2);
      process.getOutputStream().flush();
      watch.take();
      // Ends the photo's stream as well: the work would wait for the rest, and the end for it.
      process.destroy();
      process.waitFor();
    }
    assertThat(filesIn(outFolder)).isEmpty();
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

  private static List<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}

package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mistakes that people make, in {@code mistakes.txt}: what was typed, what was said, and the exit
 * code. A name that begins with {@code ./} is a file of a folder that is drawn. With {@code
 * -Dtest.jvmArgs=-Dmaskloom.mistakes=write} the file is written anew from what was typed.
 */
class MistakesTest {
  private static final Path FILE = Path.of("src/test/resources/mistakes.txt");
  private static final String PROMPT = "$ maskloom";
  private static final int LEAST = 40;

  @TempDir Path folder;

  @Test
  void areAnsweredInALineOrTwoWithWhatIsWrongAndWhatToDo() throws IOException {
    assumeThat(System.getenv()).doesNotContainKeys("ARK_API_KEY", "OPENAI_API_KEY");
    draw();
    List<Path> before = files();
    List<String> typed =
        Files.readAllLines(FILE).stream().filter(line -> line.startsWith(PROMPT)).toList();
    List<String> said = new ArrayList<>();
    for (String line : typed) {
      said.addAll(List.of(line, answer(line), ""));
    }

    if ("write".equals(System.getProperty("maskloom.mistakes"))) {
      Files.write(FILE, said);
    }
    assertThat(typed).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(LEAST);
    assertThat(String.join("\n", said) + "\n").isEqualTo(Files.readString(FILE));
    assertThat(files()).containsExactlyInAnyOrderElementsOf(before);
  }

  /** All that lies in the folder, but for what a batch is told of its jobs. */
  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> !file.endsWith("jobs.manifest.jsonl")).toList();
    }
  }

  private void draw() throws IOException {
    Images.photo(folder.resolve("room.png"));
    Images.mask(folder.resolve("mask.png"));
    Images.whiteMask(folder.resolve("white.png"));
    Images.emptyMask(folder.resolve("tall.png"), 6, 8);
    Images.emptyMask(folder.resolve("small.png"), 8, 6);
    Images.emptyMask(folder.resolve("empty.png"), 40, 30);
    Images.cut(Images.photo(folder.resolve("cut.png")), 60);
    Images.dng(folder.resolve("camera.dng"));
    Files.createSymbolicLink(folder.resolve("dangling.png"), folder.resolve("gone"));
    Images.turned(folder.resolve("turned.jpg"));
    Files.createFile(folder.resolve("empty.txt"));
    Files.writeString(folder.resolve("notes.txt"), "Dear diary");
    Files.writeString(folder.resolve("letter.pdf"), "%PDF-1.7");
    Files.writeString(folder.resolve("jobs.jsonl"), "{\"photo\":\"p\",\"maks\":\"m\"}\n");
    Files.writeString(folder.resolve("odd.csv"), "photo,mask,out\np,m,o\n\"a,b,c");
    Files.writeString(folder.resolve("kept.jsonl"), "{}\n");
    Files.writeString(folder.resolve("kept.manifest.jsonl"), "a letter");
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(broken.resolve("furniture_metadata.json"), "{\"furniture\": [");
    Path furniture = Files.createDirectory(folder.resolve("furniture"));
    Files.writeString(furniture.resolve("sofa_modern.png"), "GIF89a");
  }

  private String answer(String line) {
    Run run = Run.in(folder, line.substring(PROMPT.length()));
    assertThat(run.exitCode()).as(line).isNotZero();
    assertThat(run.err().lines().count()).as(line + "\n" + run.err()).isBetween(1L, 2L);
    assertThat(run.err())
        .as(line)
        .startsWith((line + " ").contains(" --json ") ? "{" : "maskloom: ")
        .doesNotContain("Exception", "META-INF", "Config.", "io.github", "AAAAAAAA");
    return run.err()
            .replace(folder + "/", "./")
            .replace(folder.toString(), ".")
            .replaceAll("client request id \\w+", "client request id ID")
        + "exit code "
        + run.exitCode();
  }
}

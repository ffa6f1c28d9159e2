package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Completions, each in its shell where that is installed. */
class CompletionTest {
  private static final int PATIENCE_SECONDS = 60;

  /** Answers with what is offered behind some words, the last of which is being typed. */
  private static final String BASH =
      """
      source "$1"
      shift
      COMP_WORDS=("$@")
      COMP_CWORD=$(($# - 1))
      _maskloom
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  private static final String FISH =
      """
      source $argv[1]
      complete -C "$argv[2..-1]"
      """;

  /**
   * A shell of its own in a terminal, where the key for completion is pressed. Nothing else is
   * typed until it has shown what is expected, as zsh shows no list while something waits to be
   * read.
   */
  private static final String ZSH =
      """
      zmodload zsh/zpty
      zpty shell zsh -f -i
      zpty -w shell "PS1=; stty -echo cols 200; autoload -U compinit; compinit -u -D"
      zpty -w shell "source $1; zstyle ':completion:*' list-prompt ''; LISTMAX=1000; cd $1:h"
      zpty -w shell "print R''EADY"
      zpty -r shell seen '*READY*'
      offered=$2
      shift 2
      zpty -w -n shell "$*"$'\\t\\t'
      zpty -r shell seen "*$offered*"
      print -rn -- $seen
      zpty -d shell
      """;

  private static final String CASES =
      """
      'maskloom comp'                      | composite
      'maskloom --ver'                     | --version
      'maskloom composite --fit sa'        | same-shape
      'maskloom composite --qui'           | --quiet
      'maskloom fuse --provider sd'        | sd-server
      'maskloom completion fi'             | fish
      'maskloom jobs --for'                | --forget
      'maskloom resume --jo'               | --jobs
      'maskloom help ins'                  | inspect
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = CASES)
  void bashOffersWhatFits(String line, String offered) throws Exception {
    assertThat(inShell("bash", BASH, line.split(" "))).contains(offered);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = CASES)
  void fishOffersWhatFits(String line, String offered) throws Exception {
    assertThat(inShell("fish", FISH, line)).contains(offered);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = CASES)
  void zshOffersWhatFits(String line, String offered) throws Exception {
    assertThat(inShell("zsh", ZSH, offered, line)).contains(offered);
  }

  @Test
  void bashLeavesFilesToItself() throws Exception {
    assertThat(inShell("bash", BASH, "maskloom", "composite", "--photo", "").strip()).isEmpty();
  }

  @Test
  void shellcheckHasNothingToSay() throws Exception {
    assumeInstalled("shellcheck");
    assertThat(run("shellcheck", script("bash").toString())).isEmpty();
    assertThat(run("shellcheck", "src/main/launcher/maskloom.sh")).isEmpty();
  }

  @Test
  void mandocHasNothingToSayOfTheManual() throws Exception {
    assumeInstalled("mandoc");
    Path page = folder.resolve("maskloom.1");
    Files.writeString(page, Run.of("man").out());

    assertThat(run("mandoc", "-T", "lint", "-W", "warning", page.toString())).isEmpty();
    assertThat(run("mandoc", "-T", "html", page.toString())).contains("composite", "EXIT_STATUS");
  }

  private String inShell(String shell, String body, String... words) throws Exception {
    assumeInstalled(shell);
    Path driver = Files.writeString(folder.resolve("driver"), body);
    Stream<String> command = Stream.of(shell, driver.toString(), script(shell).toString());
    return run(Stream.concat(command, Stream.of(words)).toArray(String[]::new));
  }

  private Path script(String shell) throws IOException {
    return Files.writeString(
        folder.resolve("maskloom." + shell), Run.of("completion", shell).out());
  }

  private static void assumeInstalled(String program) {
    List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator));
    assumeTrue(
        folders.stream().anyMatch(each -> Files.isExecutable(Path.of(each, program))),
        program + " is not installed");
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    process.getOutputStream().close();
    // A shell that waits for what it is never shown says nothing of its own accord.
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("%s ends: %s", command[0], Files.readString(said, UTF_8)).isTrue();
    return Files.readString(said, UTF_8);
  }
}

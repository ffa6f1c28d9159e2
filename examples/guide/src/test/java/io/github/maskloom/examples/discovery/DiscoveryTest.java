package io.github.maskloom.examples.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which providers a program finds, in processes with class paths and module paths of their own.
 * Each runs a program that asks {@code FusionClient} and prints what it hears.
 */
class DiscoveryTest {
  private static final String SEPARATOR = System.getProperty("path.separator");
  private static final String PROGRAM =
      """
      package program;

      import io.github.maskloom.fusion.*;
      import io.github.maskloom.fusion.spi.*;
      import java.net.*;
      import java.nio.file.*;
      import java.util.*;
      import java.util.stream.*;

      public final class Program {
        interface Opening {
          FusionClient open() throws Exception;
        }

        public static void main(String[] asked) throws Exception {
          say("found", ids(FusionProvider.installed()));
          tell("default", () -> FusionClient.shared(FusionConfig.DEFAULT));
          for (String id : asked) {
            if (id.endsWith(".jar")) {
              URL[] jar = {Path.of(id).toUri().toURL()};
              ClassLoader loader = new URLClassLoader(jar, Program.class.getClassLoader());
              say("found with the loader", ids(FusionProvider.installed(loader)));
              FusionProvider found = FusionProvider.installed(loader).stream()
                  .filter(provider -> provider.id().equals("alpha")).findFirst().orElseThrow();
              tell("loader", () -> FusionClient.open(found, FusionConfig.DEFAULT));
            } else if (id.contains(".")) {
              FusionProvider own =
                  (FusionProvider) Class.forName(id).getConstructor().newInstance();
              tell("instance", () -> FusionClient.open(own, FusionConfig.DEFAULT));
            } else {
              tell(id, () -> FusionClient.open(id));
            }
          }
        }

        static void tell(String what, Opening opening) throws Exception {
          try (FusionClient client = opening.open()) {
            say(what, client.providerId());
          } catch (RuntimeException e) {
            say(what, e.getClass().getSimpleName() + ": " + e.getMessage());
          }
        }

        static String ids(List<FusionProvider> providers) {
          return providers.stream().map(FusionProvider::id).sorted().collect(Collectors.joining(" "));
        }

        static void say(String what, String answer) {
          System.out.println(what + "=" + answer.replace("\\n", " "));
        }
      }
      """;
  private static final String ALPHA_MODULE =
      """
      module alpha {
        requires io.github.maskloom;
        exports alpha;
        provides io.github.maskloom.fusion.spi.FusionProvider with alpha.Provider;
      }
      """;

  @TempDir static Path folder;
  private static Path program;
  private static Path programModule;
  private static Path alpha;
  private static Path beta;

  @BeforeAll
  static void pack() throws IOException {
    program = jar().source("program/Program.java", PROGRAM).pack("program");
    programModule =
        jar()
            .source("program/Program.java", PROGRAM)
            .module("module program { requires io.github.maskloom; }")
            .pack("program-module");
    alpha = jar().provider("alpha", "alpha").services("alpha.Provider").pack("alpha");
    beta = jar().provider("beta", "beta").services("beta.Provider").pack("beta");
  }

  private static ProviderJar jar() {
    return ProviderJar.in(folder);
  }

  @Test
  void withoutAnyOtherTheLocalOneIsChosen() throws Exception {
    Map<String, String> said = onClassPath(List.of(), "ark", "alpha", alpha.toString());

    assertThat(said).containsEntry("found", "local").containsEntry("default", "local");
    assertThat(said)
        .as("what only a class loader can see")
        .containsEntry("found with the loader", "alpha local")
        .containsEntry("loader", "alpha");
    assertThat(said.get("ark"))
        .startsWith("ProviderNotFoundException: there is no fusion provider ark")
        .contains("io.github.maskloom:maskloom-ark-provider", "found: local")
        .contains("META-INF/services must be merged");
    assertThat(said.get("alpha")).contains("add the jar that has it").doesNotContain("ark");
  }

  @Test
  void theLocalOneIsChosenUnlessOneOfTheOthersIsNamed() throws Exception {
    assertThat(onClassPath(List.of(alpha, beta), "local", "alpha", "beta"))
        .containsEntry("found", "alpha beta local")
        .containsEntry("default", "local")
        .containsEntry("local", "local")
        .containsEntry("alpha", "alpha")
        .containsEntry("beta", "beta");
  }

  @Test
  void twoOfOneNameAreNamedByTheirClasses() throws Exception {
    Path twin = jar().provider("twin", "alpha").services("twin.Provider").pack("twin");

    assertThat(onClassPath(List.of(alpha, twin), "alpha").get("alpha"))
        .startsWith("IllegalStateException")
        .contains("alpha.Provider", "twin.Provider", "pass an instance");
  }

  @Test
  void brokenOnesAreLeftOutAndSaidToBeBroken() throws Exception {
    Path throwing =
        jar()
            .provider("broken", "broken", "throw new IllegalStateException(\"no library\");")
            .services("broken.Provider")
            .pack("throwing");
    Path missing = jar().services("nowhere.Provider").pack("missing");
    Path unparsable = jar().services("this is no class name").pack("unparsable");
    Path foreign = jar().services("program.Program").pack("foreign");

    Map<String, String> said =
        onClassPath(List.of(throwing, missing, unparsable, foreign, alpha), "broken", "alpha");

    assertThat(said).containsEntry("found", "alpha local").containsEntry("default", "local");
    assertThat(said).containsEntry("alpha", "alpha");
    assertThat(said.get("broken"))
        .contains("could not be loaded", "broken.Provider", "nowhere.Provider")
        .contains("Illegal configuration-file syntax", "program.Program not a subtype");
  }

  @Test
  void anInstanceNeedsNotBeFound() throws Exception {
    Path unnamed = jar().provider("alpha", "alpha").pack("unnamed");

    assertThat(onClassPath(List.of(unnamed), "alpha.Provider"))
        .containsEntry("found", "local")
        .containsEntry("instance", "alpha");
  }

  @Test
  void anInstanceWinsOverOneOfItsName() throws Exception {
    Path twin = jar().provider("twin", "alpha").pack("unnamed-twin");

    assertThat(onClassPath(List.of(alpha, twin), "twin.Provider", "alpha"))
        .containsEntry("instance", "alpha")
        .containsEntry("alpha", "alpha");
  }

  @Test
  void aShadedJarWithMergedServicesHasThemAll() throws Exception {
    ProviderJar shaded =
        jar()
            .services(
                "alpha.Provider", "beta.Provider", "io.github.maskloom.local.LocalFusionProvider");

    assertThat(run(List.of("-cp", shadedWithAll(shaded).toString()), "alpha", "local"))
        .containsEntry("found", "alpha beta local")
        .containsEntry("alpha", "alpha")
        .containsEntry("local", "local");
  }

  @Test
  void aShadedJarWithoutSaysWhatWentMissing() throws Exception {
    // One of the files wins, as in a shading tool without the transformer.
    ProviderJar shaded = jar().services("beta.Provider");

    Map<String, String> said = run(List.of("-cp", shadedWithAll(shaded).toString()), "alpha");

    assertThat(said.get("found")).contains("beta").doesNotContain("alpha");
    assertThat(said.get("alpha"))
        .startsWith("ProviderNotFoundException")
        .contains("META-INF/services must be merged", "found: ");
  }

  private static Path shadedWithAll(ProviderJar shaded) throws IOException {
    shaded.shaded(program).shaded(alpha).shaded(beta);
    for (String library : ProviderJar.libraries()) {
      shaded.shaded(Path.of(library));
    }
    return shaded.pack("shaded-" + System.nanoTime());
  }

  @Test
  void modulesAreBoundByWhatTheyProvideAndPlainJarsByTheirServices() throws Exception {
    Path module = jar().provider("alpha", "alpha").module(ALPHA_MODULE).pack("alpha-module");

    assertThat(onModulePath(List.of(module, beta), "alpha", "beta"))
        .containsEntry("found", "alpha beta local")
        .containsEntry("default", "local")
        .containsEntry("alpha", "alpha")
        .containsEntry("beta", "beta");
  }

  @Test
  void aModuleThatProvidesNothingIsNotFound() throws Exception {
    Path silent =
        jar()
            .provider("alpha", "alpha")
            .services("alpha.Provider")
            .module("module alpha { requires io.github.maskloom; exports alpha; }")
            .pack("silent-module");

    Map<String, String> said = onModulePath(List.of(silent), "alpha");

    assertThat(said).containsEntry("found", "local").containsEntry("default", "local");
    assertThat(said.get("alpha")).startsWith("ProviderNotFoundException");
  }

  @Test
  void aBrokenModuleHidesNoOther() throws Exception {
    Path broken =
        jar()
            .provider("broken", "broken", "throw new IllegalStateException(\"no library\");")
            .module(ALPHA_MODULE.replace("alpha", "broken"))
            .pack("broken-module");

    Map<String, String> said = onModulePath(List.of(broken, alpha), "broken");

    assertThat(said).containsEntry("found", "alpha local").containsEntry("default", "local");
    assertThat(said.get("broken")).contains("could not be loaded", "broken.Provider");
  }

  private static Map<String, String> onClassPath(List<Path> jars, String... asked)
      throws Exception {
    return run(List.of("-cp", path(program, jars)), asked);
  }

  private static Map<String, String> onModulePath(List<Path> jars, String... asked)
      throws Exception {
    String program = "program/program.Program";
    return started(List.of("-p", path(programModule, jars), "-m", program), asked);
  }

  private static Map<String, String> run(List<String> options, String... asked) throws Exception {
    List<String> withMain = new ArrayList<>(options);
    withMain.add("program.Program");
    return started(withMain, asked);
  }

  private static String path(Path first, List<Path> jars) {
    Stream<String> all = Stream.concat(Stream.of(first), jars.stream()).map(Path::toString);
    return String.join(SEPARATOR, Stream.concat(all, ProviderJar.libraries().stream()).toList());
  }

  /** What the program said, by what it spoke of. */
  private static Map<String, String> started(List<String> options, String... asked)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(options);
    command.addAll(Arrays.asList(asked));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Map<String, String> said = new HashMap<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().map(line -> line.split("=", 2)).forEach(parts -> said.put(parts[0], parts[1]));
    }
    assertThat(process.waitFor()).isZero();
    return said;
  }
}

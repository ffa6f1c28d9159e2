package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that writes "new" to a target; it exists to be started by others than the tests. */
public final class TargetProbe {
  private TargetProbe() {}

  /** Writes to the first argument, and prints why that fails if it does. */
  public static void main(String[] args) {
    try (ImageTarget.Draft draft = ImageTarget.of(Path.of(args[0])).openDraft()) {
      draft.stream().write("new".repeat(Integer.parseInt(args[1])).getBytes(UTF_8));
      draft.commit();
    } catch (IOException e) {
      System.out.print(e);
    }
  }

  /**
   * Runs the process.
   *
   * @param launcher what starts a command that follows it; the test is skipped if it is not there,
   *     or who it runs as cannot read this build's classes
   * @param times how often "new" is written
   * @return the failure; empty if it was written
   */
  public static String write(Path target, int times, String... launcher)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx24m", "-XX:-UsePerfData", "-cp", ChildJvm.classPath()));
    command.addAll(List.of(TargetProbe.class.getName(), target.toString(), "" + times));
    Process child = started(command);
    String said = new String(child.getInputStream().readAllBytes(), UTF_8);
    if (child.waitFor() != 0) {
      return abort(launcher[0] + " cannot start this build: " + said);
    }
    return said;
  }

  private static Process started(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    try {
      return builder.start();
    } catch (IOException e) {
      return abort("there is no command " + command.get(0));
    }
  }
}

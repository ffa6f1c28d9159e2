package com.example.room;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Composites and previews on class paths that lack an artifact; each message must name it. */
public final class Missing {
  private Missing() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length > 0) {
      work(arguments[0]);
      return;
    }
    expect("maskloom-png", "png", "maskloom-png");
    expect("maskloom-jpeg", "jpg", "maskloom-jpeg");
    expect("maskloom-classic", "gif", "maskloom-classic");
    expect("maskloom-classic", "bmp", "maskloom-classic");
    expect("maskloom-(png|jpeg|classic)", "png", "maskloom-png");
    expect("maskloom-(png|jpeg|classic)", "preview", "maskloom-jpeg");
    expect("maskloom-local-provider", "preview", "maskloom-local-provider");
    System.out.println("Each missing artifact was named.");
  }

  private static void work(String task) throws IOException {
    Rooms rooms = new Rooms(Files.createDirectories(Path.of("target", "room")));
    if (task.equals("preview")) {
      rooms.preview();
    } else {
      rooms.composite(task);
    }
  }

  private static void expect(String missing, String task, String named)
      throws IOException, InterruptedException {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !new File(entry).getName().matches(missing + "-\\d.*"))
            .collect(Collectors.joining(File.pathSeparator));
    Path output = Files.createTempFile(Path.of("target"), "missing", ".txt");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                Missing.class.getName(),
                task)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exit = child.waitFor();
    String said = Files.readString(output);
    Rooms.check(exit != 0, task + " works without " + missing);
    Rooms.check(said.contains("io.github.maskloom:" + named), task + " said: " + said);
  }
}

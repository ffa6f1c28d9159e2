package com.example.room;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Uses the core and both providers; fails if anything is not as it should be. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "room"));
    Rooms rooms = new Rooms(folder);
    rooms.composite();
    rooms.preview();
    new Services(rooms).ask();
    System.out.println("Composited, previewed and asked.");
  }
}

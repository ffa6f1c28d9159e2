package com.example.room;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Uses the core and the preview; fails if anything is not as it should be. */
public final class CoreMain {
  private CoreMain() {}

  public static void main(String[] arguments) throws IOException {
    Rooms rooms = new Rooms(Files.createDirectories(Path.of("target", "room")));
    rooms.composite();
    rooms.preview();
    System.out.println("Composited and previewed.");
  }
}

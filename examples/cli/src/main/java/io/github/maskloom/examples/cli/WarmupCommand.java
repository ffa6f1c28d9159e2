package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * {@code maskloom warmup}: does what short runs do, while the launcher has the JVM keep the classes
 * for later runs.
 */
final class WarmupCommand extends Command {
  private static final int WIDTH = 640;

  @Override
  void check() {
    refuseIf(
        !Boolean.getBoolean("maskloom.launcher"),
        "only the launcher can be warmed up: maskloom warmup");
  }

  @Override
  void run(Streams streams) throws IOException {
    Path folder = Files.createTempDirectory("maskloom-warmup-");
    try {
      DemoCommand.bring(folder, WIDTH, Streams.unless(true, streams.out()));
      run("prepare ./room.jpg ./room.png", folder);
      for (String type : new String[] {"png", "jpg"}) {
        String photo = "./room." + type;
        String painted = " --mask ./mask.png --out ./out." + type;
        run("composite --json --photo " + photo + painted, folder);
        run("restore --photo " + photo + " --replacement " + photo + painted, folder);
        run("prepare --in " + photo + " --max-side 320 --out ./small.jpg", folder);
        run("inspect " + photo, folder);
      }
      run("fuse ./room.jpg ./mask.png ./sofa.png ./fused", folder);
    } finally {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  /** Runs a line whose files {@code ./name} are in a folder. */
  private static void run(String line, Path folder) throws IOException {
    String[] args = line.split(" ");
    Arrays.setAll(args, i -> args[i].replace("./", folder + "/"));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream text = new PrintStream(said, true, UTF_8);
    InputStream in = InputStream.nullInputStream();
    if (Main.execute(args, new Streams(in, OutputStream.nullOutputStream(), text, text)) != 0) {
      throw new IOException(said.toString(UTF_8));
    }
  }
}

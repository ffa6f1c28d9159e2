package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.io.CountingOutputStream;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.prepare.DataUrl;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;

/** A process of its own, with a heap of 24 MB, that writes a file as a data URL in three ways. */
public final class DataUrlProbe {
  private DataUrlProbe() {}

  /** How many bytes the process wrote. */
  public static long run(Path picture, Path temporaryFolder)
      throws IOException, InterruptedException {
    Process child =
        ChildJvm.start(DataUrlProbe.class, temporaryFolder, List.of(picture.toString()));
    try (Scanner out = new Scanner(child.getInputStream(), UTF_8)) {
      long bytes = out.nextLong();
      if (child.waitFor() != 0) {
        throw new AssertionError("the probe failed with " + child.exitValue());
      }
      return bytes;
    }
  }

  /** Argument: the image. */
  public static void main(String[] args) throws IOException {
    CountingOutputStream out = new CountingOutputStream(OutputStream.nullOutputStream());
    DataUrl url = DataUrl.of(ImageSource.of(Path.of(args[0])));
    url.writeTo(out);
    Writer writer = new OutputStreamWriter(out, UTF_8);
    url.writeTo(writer);
    writer.flush();
    try (JsonGenerator json = new JsonFactory().createGenerator((OutputStream) out);
        Reader reader = url.openReader()) {
      json.writeString(reader, -1);
    }
    System.out.println(out.getCount());
  }
}

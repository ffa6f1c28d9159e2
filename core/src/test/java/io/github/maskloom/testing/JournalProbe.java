package io.github.maskloom.testing;

import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A process that adds records to a journal until there is no more room for its file. */
public final class JournalProbe {
  private static final String LIMITED = "ulimit -f 2; exec \"$@\"";

  private JournalProbe() {}

  /** Fills a file in a child whose files may have a kilobyte; how many records were kept. */
  public static int fill(Path journal) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process child =
        new ProcessBuilder(
                List.of(
                    "sh",
                    "-c",
                    LIMITED,
                    "sh",
                    java,
                    "-XX:-UsePerfData",
                    "-cp",
                    ChildJvm.classPath(),
                    JournalProbe.class.getName(),
                    journal.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return Integer.parseInt(Probe.said(child).get(0));
  }

  /** Arguments: the journal. */
  public static void main(String[] args) {
    FusionJournal journal = FusionJournal.file(Path.of(args[0]));
    int kept = 0;
    try {
      while (true) {
        journal.append(Records.of("kept", Instant.EPOCH));
        kept++;
      }
    } catch (IOException e) {
      System.out.println(kept);
    }
  }
}

package io.github.maskloom.testing;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.raster.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        journal.append(record("kept"));
        kept++;
      }
    } catch (IOException e) {
      System.out.println(kept);
    }
  }

  /** A record of some provider. */
  public static FusionRecord record(String provider) {
    return new FusionRecord(
        Instant.EPOCH,
        Duration.ZERO,
        provider,
        Optional.of("gray-1"),
        FusionRecord.Outcome.SUCCEEDED,
        Optional.empty(),
        FusionRecord.Asked.of("twelve signs", 1, 1),
        new FusionRecord.Sent(
            60, 40, Optional.empty(), 1000, 1, 0, Delivery.ACCEPTED, List.of("client-7")),
        new FusionRecord.Received(1, 0, Map.of(), List.of(), List.of("server-7")),
        FusionRecord.Job.NONE);
  }
}

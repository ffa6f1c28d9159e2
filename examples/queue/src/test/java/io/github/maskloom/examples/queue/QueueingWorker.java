package io.github.maskloom.examples.queue;

import com.google.common.base.Splitter;
import io.github.maskloom.examples.sketch.QueuedSketchProvider;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A worker in a process of its own, whose provider has a service that queues. */
public final class QueueingWorker {
  /** Where it can die; a job's ticket is kept between {@code ticket} and {@code ticketed}. */
  public static final List<String> PHASES =
      Splitter.on(' ')
          .splitToList(
              "body submitted ticket ticketed polled downloading kept done prepared announced");

  private QueueingWorker() {}

  /** Takes the URL of the database, the shared folder and the URL of the service. */
  public static void main(String[] arguments) throws Exception {
    String service = arguments[2];
    CrashingWorker.work(
        arguments[0],
        new FolderStore(Path.of(arguments[1])),
        new CountedProvider(service),
        new QueuedSketchProvider(),
        QueuedSketchProvider.config()
            .withBaseUrl(URI.create(service + "/v1"))
            .withApiKey(Long.toString(ProcessHandle.current().pid())));
  }
}

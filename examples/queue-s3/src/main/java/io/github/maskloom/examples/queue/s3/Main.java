package io.github.maskloom.examples.queue.s3;

/** The command line of the queue, with {@code --store} in place of {@code --folder}. */
public final class Main {
  private Main() {}

  /** Runs one command and exits. */
  public static void main(String[] arguments) {
    System.exit(
        io.github.maskloom.examples.queue.Main.commandLine(new StoreOptions()).execute(arguments));
  }
}

package io.github.maskloom.examples.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code maskloom resume}: brings the images of a job that a call was cut off from. */
final class ResumeCommand implements Command {
  private final Option<String> ticket =
      Option.operand(
          "TICKET",
          text -> text,
          "The job's ticket, as maskloom jobs lists it; its beginning is enough.");
  private final FuseCommand fuse = new FuseCommand();

  @Override
  public String name() {
    return "resume";
  }

  @Override
  public String summary() {
    return "Take up a queued job that fuse was cut off from; nothing is sent that is billed.";
  }

  @Override
  public String example() {
    return "maskloom resume 3f9a --provider ID room.jpg strokes.png sofa.png fused";
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> all = new ArrayList<>(List.of(ticket));
    all.addAll(fuse.options());
    return all;
  }

  @Override
  public Optional<String> conflict() {
    return fuse.isOfService()
        ? fuse.conflict()
        : Optional.of("resume lacks --provider: maskloom jobs says whose job it is");
  }

  @Override
  public void run(Streams streams) throws IOException {
    fuse.run(Optional.of(ticket.value()), streams);
  }
}

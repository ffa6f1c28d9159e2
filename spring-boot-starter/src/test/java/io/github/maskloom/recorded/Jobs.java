package io.github.maskloom.recorded;

import static io.github.maskloom.recorded.Answers.IMAGE;
import static io.github.maskloom.recorded.Answers.error;
import static io.github.maskloom.recorded.Answers.json;
import static io.github.maskloom.recorded.LoopbackService.CANCELS;
import static io.github.maskloom.recorded.LoopbackService.CLOSES;
import static io.github.maskloom.recorded.LoopbackService.INTERRUPTS;

import io.github.maskloom.testing.internal.server.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The calls that are made with every service that queues.
 *
 * @param calls that are added to
 * @param wire how the service writes its answers
 */
record Jobs(Recorder calls, Wire wire) {
  /** How a service writes of the job {@code job-1}. */
  interface Wire {
    /** That a request became the job. */
    String accepted();

    /** That the job is in a state. */
    String state(String state);

    /** That it is done, with images at these links. */
    String done(List<String> links);

    /** An error. */
    String error(String code, String message);

    /** The details of a ticket, as JSON. */
    String details();
  }

  private Answer accepted() {
    return json(wire.accepted());
  }

  private Answer done() {
    return json(wire.done(List.of(Answers.LINK)));
  }

  /** A call whose job has been accepted. */
  void polled(String name, Answer... answers) {
    Answer[] all = new Answer[answers.length + 1];
    all[0] = accepted();
    System.arraycopy(answers, 0, all, 1, answers.length);
    calls.answered(name, all);
  }

  /**
   * Adds the calls.
   *
   * @param ticket of the job, which is old
   * @param waiting a state in which a job waits
   * @param unknown a state of a job that the service does not know
   */
  void add(String ticket, String waiting, String unknown) {
    addPolls(waiting, unknown);
    addImages();
    addEnds(json(wire.state(waiting)));
    addResumed(ticket, json(wire.state(waiting)));
  }

  private void addPolls(String waiting, String unknown) {
    Answer waits = json(wire.state(waiting));
    Map<String, String> tomorrow = Map.of("Retry-After", "86400");
    polled("not done in time", Answers.of(200, wire.state(waiting), tomorrow));
    polled("done at once", done(), IMAGE);
    polled("a word of next year", json(wire.state("Pausing")), done(), IMAGE);
    polled("unknown at first", json(wire.state(unknown)), done(), IMAGE);
    polled("always unknown", json(wire.state(unknown)));
    polled("not found at first", Answer.empty(404), done(), IMAGE);
    polled("always 404", Answer.empty(404));
    polled(
        "poll of another job", json(wire.state(waiting).replace("job-1", "job-2")), done(), IMAGE);
    polled("poll that fails in passing", Answer.empty(502), Answer.htmlPage(503), done(), IMAGE);
    polled("poll that hangs up", Answer.hangUpAfterBody(), waits, done(), IMAGE);
    polled("poll that is refused", error(403, wire.error("AccessDenied", "no")));
    polled("poll that is a bad request", error(400, wire.error("Unheard", "no")));
    polled("poll that is a page", Answer.htmlPage(200), done(), IMAGE);
    calls.answered("accepted without an id", json("{}"));
    calls.answered("accepted with an empty id", json(wire.accepted().replace("job-1", "")));
    calls.answered(
        "accepted with a tab in its id", json(wire.accepted().replace("job-1", "a\\tb")));
    byte[] whole = wire.accepted().replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    calls.answered("accepted and broken off", Answer.cut("application/json", whole, 9));
  }

  private void addImages() {
    polled("link that is dead", done(), Answer.empty(404));
    polled("link that expired", done(), Answer.errorBody(403, "<Error/>"));
    polled("link that leads on", done(), Answer.redirect(302, "/images/b.png"), IMAGE);
    polled("link to a page", done(), Answer.htmlPage(200));
    polled("image that is broken", done(), Answer.body(200, "image/png", new byte[100]));
    polled("no link", json(wire.done(List.of())));
    polled("surplus links", json(wire.done(List.of(Answers.LINK, Answers.LINK))), IMAGE);
  }

  private void addEnds(Answer waits) {
    polled("cancelled while the job waits", waits, CANCELS, Answer.json("{}"));
    polled("cancelled, and the service refuses", CANCELS, error(400, wire.error("Unheard", "no")));
    polled("cancelled, and the service fails", CANCELS, Answer.empty(500), Answer.json("{}"));
    polled("closed while the job waits", waits, CLOSES, Answer.json("{}"));
    polled("interrupted while the job waits", waits, INTERRUPTS, Answer.json("{}"));
    polled("cancelled while the image is fetched", done(), CANCELS, Answer.json("{}"));
  }

  private void addResumed(String ticket, Answer waits) {
    calls.resumed("taken up again", ticket, waits, done(), IMAGE);
    calls.resumed("taken up, and not found", ticket, Answer.empty(404));
    calls.resumed("taken up, and the link is dead", ticket, done(), Answer.empty(403));
    String past = "\"expires\":\"2026-11-28T03:10:00Z\",\"details\"";
    calls.resumed(
        "taken up, and the link has expired",
        ticket.replace("\"details\"", past),
        done(),
        Answer.empty(403));
    calls.resumed("taken up, and cancelled", ticket, CANCELS, Answer.json("{}"));
    calls.resumed(
        "taken up with other words", ticket.replaceAll("[0-9a-f]{64}\",\"im", "0\",\"im"));
    calls.resumed("taken up with another photo", ticket.replaceAll("photo\":\"..", "photo\":\"00"));
    calls.resumed("taken up of another provider", ticket.replace("\"model\"", "\"provider\""));
  }

  /** A ticket of version 1, as it was written of the usual request. */
  String ticket(String provider, String model, String photo, String mask) {
    String prompt = Placeholders.sha256(Recorder.PROMPT.getBytes(StandardCharsets.UTF_8));
    return ("{\"schema\":1,\"id\":\"0123456789abcdef0123456789abcdef\",\"provider\":\"%s\",\"model\":\"%s\","
            + "\"job\":{\"id\":\"job-1\",\"submitted\":\"2026-11-27T03:10:00Z\",\"details\":%s},"
            + "\"clientRequestIds\":[\"client-1\"],\"serverRequestIds\":[\"server-1\"],"
            + "\"promptSha256\":\"%s\",\"images\":{\"mask\":\"%s\",\"photo\":\"%s\"},"
            + "\"sent\":{\"width\":64,\"height\":48},\"options\":{\"count\":\"1\","
            + "\"convention\":\"Painted[everywhere=false]\",\"fillEnclosed\":\"false\","
            + "\"fit\":\"SAME_SHAPE\",\"size\":\"unset\"}}")
        .formatted(provider, model, wire.details(), prompt, hash(mask), hash(photo));
  }

  private static String hash(String image) {
    return Placeholders.sha256(Recorder.image(image));
  }
}

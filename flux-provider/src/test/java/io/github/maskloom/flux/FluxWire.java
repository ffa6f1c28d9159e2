package io.github.maskloom.flux;

import io.github.maskloom.testing.server.JobServer;
import java.net.URI;

/** How the service writes of its tasks. */
final class FluxWire implements JobServer.Wire {
  @Override
  public String accepted(String id, URI service) {
    return acceptedAt(id, service + "/get_result?id=" + id);
  }

  static String acceptedAt(String id, String poll) {
    return FluxFixture.PAGES.example("accepted.json", "TASK", id, "POLL", poll);
  }

  @Override
  public String waiting(String id) {
    return status(id, "Pending");
  }

  static String status(String id, String status) {
    return FluxFixture.PAGES.example("moderated.json", "TASK", id, "Request Moderated", status);
  }

  @Override
  public String done(String id, URI image) {
    return doneAt(id, image.toString());
  }

  static String doneAt(String id, String image) {
    return FluxFixture.PAGES.example("ready.json", "TASK", id, "IMAGE", image);
  }

  @Override
  public boolean isCancel(String method, String path) {
    return false;
  }
}

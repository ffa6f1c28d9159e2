package com.example.room;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@MicronautTest
class CompositesTest {
  @Inject EmbeddedServer server;

  @Test
  void compositesWhatIsUploaded() throws Exception {
    Upload.check(server.getURI().resolve("/composites"));
  }
}

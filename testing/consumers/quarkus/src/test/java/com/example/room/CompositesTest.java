package com.example.room;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CompositesTest {
  @TestHTTPResource("/composites")
  URI composites;

  @Test
  void compositesWhatIsUploaded() throws Exception {
    Upload.check(composites);
  }
}

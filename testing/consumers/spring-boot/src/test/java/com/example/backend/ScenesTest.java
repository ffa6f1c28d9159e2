package com.example.backend;

import com.example.room.Main;
import com.example.room.Upload;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ScenesTest {
  @Value("${local.server.port}")
  private int port;

  @Test
  void compositesWhatIsUploaded() throws Exception {
    Upload.check(URI.create("http://127.0.0.1:" + port + "/composites"));
  }

  @Test
  void asksTheProvidersWithTheVersionsThatSpringBootManages() throws Exception {
    Main.main(new String[0]);
  }
}

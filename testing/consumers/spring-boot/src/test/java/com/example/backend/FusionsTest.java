package com.example.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException.Failure;
import io.github.maskloom.fusion.FusionQuotaException;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.testing.RedProvider;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The tests of Spring Boot in docs/testing.md, to the letter. */
class FusionsTest {
  @Nested
  @SpringBootTest(properties = "maskloom.fusion.provider=red")
  class ByItsId {
    @Test
    void isTheClientThatIsInjected(@Autowired FusionClient client) {
      assertEquals("red", client.providerId());
    }
  }

  @Nested
  @SpringBootTest
  class ByItsObject {
    @TestConfiguration
    static class Red {
      @Bean
      RedProvider red() {
        return new RedProvider();
      }

      @Bean
      FusionClient client(RedProvider red, FusionConfig config) throws IOException {
        return FusionClient.open(red, config);
      }
    }

    @Test
    void failsAsItIsTold(
        @Autowired RedProvider red, @Autowired FusionClient client, @TempDir Path folder)
        throws IOException {
      Path room = folder.resolve("room.png");
      ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", room.toFile());
      red.failNext(new FusionQuotaException("used up", Failure.notSent("red")));

      assertThrows(
          FusionQuotaException.class,
          () -> client.fuse(FusionRequest.builder(room).prompt("a sofa").build()));
    }
  }
}

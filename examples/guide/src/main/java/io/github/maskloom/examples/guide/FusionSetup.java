package io.github.maskloom.examples.guide;

import io.github.maskloom.fusion.FusionClient;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One client for the whole application. Spring closes it at the end. */
@Configuration
class FusionSetup {
  @Bean
  FusionClient fusionClient() throws IOException {
    return FusionClient.local();
  }
}

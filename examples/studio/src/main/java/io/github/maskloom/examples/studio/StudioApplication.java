package io.github.maskloom.examples.studio;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the studio. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableScheduling
public class StudioApplication {
  /** {@code java -jar studio.jar}, then http://localhost:8080. */
  public static void main(String[] arguments) {
    SpringApplication.run(StudioApplication.class, arguments);
  }
}

package io.github.maskloom.examples.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JobTableTest {
  @Test
  void keepsWhatAMapKeepsHoweverManyThereAre() throws IOException {
    Map<String, Long> states = new HashMap<>();
    Map<String, Long> owners = new HashMap<>();
    Random random = new Random(1);
    try (JobTable table = new JobTable()) {
      for (long line = 1; line <= 30_000; line++) {
        String name = "out/" + random.nextInt(12_000) + ".png";
        if (random.nextBoolean()) {
          states.put(name, line);
          table.keepState(name, line);
        } else {
          owners.putIfAbsent(name, line);
          assertThat(table.claim(name, line)).isEqualTo(owners.get(name));
        }
      }
      for (int i = 0; i < 12_000; i++) {
        String name = "out/" + i + ".png";
        assertThat(table.state(name)).isEqualTo(states.getOrDefault(name, 0L));
        assertThat(table.claim(name, -1)).isEqualTo(owners.getOrDefault(name, -1L));
      }
    }
  }
}

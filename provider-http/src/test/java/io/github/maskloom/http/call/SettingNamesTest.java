package io.github.maskloom.http.call;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.http.settings.HttpSettings;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What settings out of range are called. */
class SettingNamesTest {
  @Test
  void aLimitThatIsNotPositiveIsRefusedByItsName() {
    assertRefused(settings -> settings.maxConcurrentCalls(0), "maxConcurrentCalls");
    assertRefused(settings -> settings.imagesPerMinute(0), "imagesPerMinute");
    assertRefused(settings -> settings.maxImageBytes(0), "maxImageBytes");
  }

  private static void assertRefused(Consumer<HttpSettings.Builder> setting, String name) {
    assertThatThrownBy(() -> setting.accept(HttpSettings.builder()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name + " must be positive, not 0");
  }
}

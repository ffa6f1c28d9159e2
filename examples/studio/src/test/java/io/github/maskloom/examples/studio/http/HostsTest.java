package io.github.maskloom.examples.studio.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class HostsTest {
  private static final Hosts HOSTS = new Hosts(List.of("10.0.0.7"));

  private static boolean isRefused(Map<String, Object> answers) {
    Object request =
        Proxy.newProxyInstance(
            HostsTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> answers.get(method.getName()));
    return HOSTS.refusal((HttpServletRequest) request).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.1.20, 192.168.1.20:8080, false",
    "2001:db8:0:0:0:0:0:1, [2001:db8::1], false",
    "192.168.1.20, 192.168.1.21:8080, true",
    "172.17.0.2, 10.0.0.7, false"
  })
  void isKnownUnderTheAddressThatARequestCameTo(String address, String host, boolean refused) {
    assertThat(isRefused(Map.of("getHeader", host, "getLocalAddr", address, "getMethod", "GET")))
        .isEqualTo(refused);
  }

  /** As Tomcat passes a request on if it cannot read the first line. */
  @ParameterizedTest
  @CsvSource({", false", "https://stranger.example, true", "https://[bad, true"})
  void aRequestWithoutAMethodIsTakenFromNoStrangersPage(String origin, boolean refused) {
    List<String> origins = origin == null ? List.of() : List.of(origin);
    assertThat(isRefused(Map.of("getHeaders", Collections.enumeration(origins))))
        .isEqualTo(refused);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://studio.example", "studio.example/", "*.example", ""})
  void refusesANameThatNoRequestHas(String name) {
    assertThatThrownBy(() -> new Hosts(List.of("other.example", name)))
        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
        .hasMessageContaining("studio.allowed-hosts")
        .hasMessageContaining("perhaps with a port");
  }
}

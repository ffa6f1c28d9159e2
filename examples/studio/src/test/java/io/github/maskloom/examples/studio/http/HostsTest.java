package io.github.maskloom.examples.studio.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.http.HttpStatus;

class HostsTest {
  private static final Hosts HOSTS = new Hosts(List.of());

  /** A request without a method, as Tomcat passes it on if it cannot read the first line. */
  private static HttpServletRequest withoutMethod(List<String> origins) {
    return request(Map.of("getHeaders", Collections.enumeration(origins)));
  }

  /** A request that came to an address of this machine under a name. */
  private static HttpServletRequest to(String address, String host) {
    return request(Map.of("getHeader", host, "getLocalAddr", address, "getMethod", "GET"));
  }

  private static HttpServletRequest request(Map<String, Object> answers) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            HostsTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> answers.get(method.getName()));
  }

  @Test
  void isKnownUnderTheAddressThatARequestCameTo() {
    assertTrue(HOSTS.refusal(to("192.168.1.20", "192.168.1.20:8080")).isEmpty());
    assertTrue(HOSTS.refusal(to("2001:db8:0:0:0:0:0:1", "[2001:db8::1]")).isEmpty());
    assertTrue(HOSTS.refusal(to("192.168.1.20", "192.168.1.21:8080")).isPresent());
    assertTrue(new Hosts(List.of("10.0.0.7")).refusal(to("172.17.0.2", "10.0.0.7")).isEmpty());
  }

  @Test
  void aRequestWithoutAMethodIsTakenFromNoStrangersPage() {
    assertTrue(HOSTS.refusal(withoutMethod(List.of())).isEmpty());
    Problem refusal =
        HOSTS.refusal(withoutMethod(List.of("https://stranger.example"))).orElseThrow();
    assertEquals(HttpStatus.FORBIDDEN, refusal.getStatusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://studio.example", "studio.example/", "*.example", ""})
  void refusesANameThatNoRequestHas(String name) {
    List<String> names = List.of("other.example", name);
    RuntimeException refusal =
        assertThrows(InvalidConfigurationPropertyValueException.class, () -> new Hosts(names));
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.contains("studio.allowed-hosts"), message);
    assertTrue(message.contains("perhaps with a port"), message);
  }

  @Test
  void aRequestWithoutAHostIsOfNoPageWithoutOne() {
    assertTrue(HOSTS.refusal(withoutMethod(List.of("https://[bad"))).isPresent());
  }
}

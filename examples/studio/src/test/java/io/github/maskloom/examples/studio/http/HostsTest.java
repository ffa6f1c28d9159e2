package io.github.maskloom.examples.studio.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class HostsTest {
  private static final Hosts HOSTS = new Hosts(List.of());

  /** A request without a method, as Tomcat passes it on if it cannot read the first line. */
  private static HttpServletRequest withoutMethod(List<String> origins) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            HostsTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                method.getName().equals("getHeaders") ? Collections.enumeration(origins) : null);
  }

  @Test
  void aRequestWithoutAMethodIsTakenFromNoStrangersPage() {
    assertTrue(HOSTS.refusal(withoutMethod(List.of())).isEmpty());
    Problem refusal =
        HOSTS.refusal(withoutMethod(List.of("https://stranger.example"))).orElseThrow();
    assertEquals(HttpStatus.FORBIDDEN, refusal.getStatusCode());
  }
}

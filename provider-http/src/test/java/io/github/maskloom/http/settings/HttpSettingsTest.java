package io.github.maskloom.http.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;

class HttpSettingsTest {
  @Test
  void refusesAClientThatSpeaksHttp2ByPriorKnowledge() {
    OkHttpClient client =
        new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();

    assertThatThrownBy(() -> HttpSettings.builder().httpClient(client))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("H2_PRIOR_KNOWLEDGE");
  }

  @Test
  void takesAClientThatWouldChooseHttp2() {
    OkHttpClient client = new OkHttpClient();

    assertThat(HttpSettings.builder().httpClient(client).build().httpClient()).contains(client);
  }

  @Test
  void takesNamesOfHostsAndNoAddressesOfPagesForDownloads() {
    assertThat(HttpSettings.builder().downloadHosts("B.com", "::1", "a.cn").build().downloadHosts())
        .containsExactly("::1", "a.cn", "b.com");
    for (String host : List.of("", " ", "https://a.cn", "a.cn/b", ".a.cn", "*.a.cn")) {
      assertThatThrownBy(() -> HttpSettings.builder().downloadHosts(host))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}

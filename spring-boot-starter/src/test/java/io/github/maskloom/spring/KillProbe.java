package io.github.maskloom.spring;

import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.dashscope.DashScopeProvider;
import io.github.maskloom.fal.FalProvider;
import io.github.maskloom.flux.FluxProvider;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.JobTicket;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.settings.HttpRetries;
import io.github.maskloom.ideogram.IdeogramProvider;
import io.github.maskloom.openai.OpenAiProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

/** A process that makes calls until it is killed, or takes up what such a process has left. */
final class KillProbe {
  /** How its clients are made. */
  enum Way {
    PLAIN_OPEN,
    PLAIN_SHARED,
    BOOT
  }

  static final int CALLS = 6;
  private static final int AT_ONCE = 3;

  private final Path home;
  private final Way way;
  private final String provider;
  private final boolean hasFallback;
  private final URI services;

  private KillProbe(List<String> args) {
    home = Path.of(args.get(1));
    way = Way.valueOf(args.get(2));
    provider = args.get(3);
    hasFallback = Boolean.parseBoolean(args.get(4));
    services = URI.create(args.get(5));
  }

  /** Arguments: run or recover, home, way, provider, whether it stands in, address of services. */
  public static void main(String[] args) throws Exception {
    KillProbe probe = new KillProbe(List.of(args));
    if (args[0].equals("recover")) {
      probe.recover();
    } else {
      probe.run(Integer.parseInt(args[6]));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  private void run(int first) throws Exception {
    FusionClient client = way == Way.BOOT ? ofBoot() : plain();
    List<Thread> threads = new ArrayList<>();
    for (int each = 0; each < AT_ONCE; each++) {
      int begin = first + each;
      Thread thread =
          new Thread(
              () ->
                  IntStream.iterate(begin, n -> n < first + CALLS, n -> n + AT_ONCE)
                      .forEach(number -> fuse(client, number)));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (way != Way.BOOT) {
      client.close();
    }
    System.exit(0);
  }

  private FusionClient ofBoot() {
    List<String> set =
        new ArrayList<>(
            List.of(
                "maskloom.fusion.journal=" + journal(),
                "maskloom.labeled=false",
                "maskloom.fusion.jobs=" + home.resolve("jobs"),
                "maskloom.fusion.temp-folder=" + home.resolve("temp"),
                "maskloom.fusion.provider=" + (hasFallback ? down() : provider)));
    if (hasFallback) {
      set.add("maskloom.fusion.fallback=" + provider);
      set.add("maskloom.fusion." + down() + ".api-key=k-e-y-f-o-r-down");
      set.add("maskloom.fusion." + down() + ".base-url=" + services + "/down-" + down());
    }
    set.add("maskloom.fusion." + provider + ".api-key=k-e-y-f-o-r-kills");
    set.add("maskloom.fusion." + provider + ".base-url=" + services + "/" + provider);
    return new SpringApplicationBuilder(Application.class)
        .web(WebApplicationType.NONE)
        .run(set.stream().map(property -> "--" + property).toArray(String[]::new))
        .getBean(FusionClient.class);
  }

  private FusionClient plain() throws IOException {
    FusionClient client = client(config(provider, services + "/" + provider));
    return hasFallback
        ? client(config(down(), services + "/down-" + down())).withFallback(client)
        : client;
  }

  private FusionClient client(ProviderConfig config) throws IOException {
    FusionConfig all =
        FusionConfig.builder()
            .provider(config)
            .labeled(false)
            .journal(FusionJournal.file(journal()))
            .jobs(JobStore.files(home.resolve("jobs")))
            .tempFolder(home.resolve("temp"))
            .closeGrace(Duration.ofSeconds(10))
            .build();
    return way == Way.PLAIN_SHARED ? FusionClient.shared(all) : FusionClient.open(all);
  }

  /** What asks first, and has no more credit. */
  private String down() {
    return provider.equals("openai") ? "ark" : "openai";
  }

  private Path journal() {
    return home.resolve("calls.jsonl");
  }

  private static ProviderConfig config(String provider, String address) {
    HttpConfig service =
        switch (provider) {
          case "ark" -> ArkProvider.config();
          case "openai" -> OpenAiProvider.config();
          case "flux" -> FluxProvider.config();
          case "fal" -> FalProvider.config();
          case "ideogram" -> IdeogramProvider.config();
          default -> DashScopeProvider.config();
        };
    Duration wait = Duration.ofMillis(50);
    return service
        .withApiKey("k-e-y-f-o-r-kills")
        .withBaseUrl(URI.create(address))
        .withRetries(HttpRetries.DEFAULT.withWaits(wait, wait));
  }

  private FusionRequest request(int number) {
    return FusionRequest.builder(home.resolve("room.png"))
        .mask(home.resolve("mask.png"))
        .prompt(DrawingServices.PROMPT + number)
        .wholeAnswer()
        .build();
  }

  private void fuse(FusionClient client, int number) {
    try (FusionResult result = client.fuse(request(number))) {
      take(result, number);
    } catch (IOException | RuntimeException e) {
      // What became of it is in the journal.
    }
  }

  private void take(FusionResult result, int number) throws IOException {
    result.image().writeTo(home.resolve("out").resolve(number + ".png"));
  }

  /** Takes up every ticket, by whichever request it is for. */
  private void recover() throws IOException {
    JobStore store = JobStore.files(home.resolve("jobs"));
    try (FusionClient client = client(config(provider, services + "/" + provider))) {
      for (JobTicket ticket : store.tickets()) {
        for (int number = 1; number <= CALLS; number++) {
          resume(client, ticket, number);
        }
      }
    }
  }

  private void resume(FusionClient client, JobTicket ticket, int number) {
    try (FusionResult result = client.resume(ticket, request(number)).result()) {
      take(result, number);
      Files.createFile(home.resolve("resumed-" + number));
    } catch (IOException | RuntimeException e) {
      // It is another request's, or its image is gone.
    }
  }
}

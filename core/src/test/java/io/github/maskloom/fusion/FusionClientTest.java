package io.github.maskloom.fusion;

import static io.github.maskloom.fusion.FusionFolder.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.FusionClient.ProviderNotFoundException;
import io.github.maskloom.fusion.call.SharedClient;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are opened, shared, and stand in for each other. */
@Timeout(60)
class FusionClientTest {
  private static final FusionException.Failure REJECTED =
      FusionException.Failure.notSent("scripted").withDelivery(Delivery.REJECTED);

  @TempDir Path folder;
  private FusionFolder files;

  @BeforeEach
  void drawImages() throws IOException {
    files = new FusionFolder(folder);
  }

  @Test
  void givesOneClientToAllWhoAskForTheSame() throws Exception {
    ScriptedProvider provider = ScriptedProvider.answering();
    ExecutorService threads = Executors.newFixedThreadPool(64);
    try {
      List<Future<FusionClient>> asked = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        asked.add(threads.submit(() -> shared(provider, files.config().build())));
      }
      List<FusionClient> clients = new ArrayList<>();
      for (Future<FusionClient> client : asked) {
        clients.add(client.get());
      }

      assertThat(provider.opened()).isEqualTo(1);
      for (FusionClient client : clients.subList(1, 64)) {
        client.close();
      }
      assertThat(provider.closed()).isZero();
      clients.get(0).fuse(files.request().build()).discard();
      clients.get(0).close();
      clients.get(0).close();
      assertThat(provider.closed()).isEqualTo(1);
      assertThatThrownBy(() -> clients.get(0).fuse(files.request().build()))
          .isInstanceOf(IllegalStateException.class);
    } finally {
      threads.shutdownNow();
    }
    files.assertNothingLeft();
  }

  @Test
  void closingAHandleTwiceTakesTheClientFromNobodyElse() throws IOException {
    ScriptedProvider provider = ScriptedProvider.answering();
    FusionClient mine = shared(provider, files.config().build());
    FusionClient yours = shared(provider, files.config().build());

    mine.close();
    mine.close();

    yours.fuse(files.request().build()).discard();
    assertThatThrownBy(() -> mine.fuse(files.request().build()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the client is closed");
    yours.close();
    assertThat(provider.closed()).isEqualTo(1);
    files.assertNothingLeft();
  }

  @Test
  void configurationsThatNameTheSameJournalShareOneClient() throws IOException {
    ScriptedProvider provider = ScriptedProvider.answering();
    Path journal = files.temp().resolve("calls.jsonl");
    FusionConfig mine = files.config().journal(FusionJournal.file(journal)).build();
    FusionConfig yours = files.config().journal(FusionJournal.file(journal)).build();

    try (FusionClient first = shared(provider, mine);
        FusionClient second = shared(provider, yours)) {
      first.fuse(files.request().build()).discard();
      second.fuse(files.request().build()).discard();
    }

    assertThat(provider.opened()).isEqualTo(1);
    assertThat(journal).content().hasLineCount(2);
  }

  @Test
  void opensAnotherClientForAnotherConfigurationAndAfterTheLastClose() throws IOException {
    ScriptedProvider provider = ScriptedProvider.answering();
    FusionConfig other = files.config().maxConcurrent(2).build();
    FusionClient first = shared(provider, files.config().build());
    FusionClient second = shared(provider, other);
    assertThat(second).isNotSameAs(first);
    first.close();
    FusionClient again = shared(provider, files.config().build());

    assertThat(again).isNotSameAs(first);
    assertThat(provider.opened()).isEqualTo(3);
    again.close();
    second.close();
    files.assertNothingLeft();
  }

  @Test
  void doesNotRememberAClientThatFailedToOpen() throws IOException {
    AtomicInteger attempts = new AtomicInteger();
    ScriptedProvider working = ScriptedProvider.answering();
    FusionProvider provider =
        new FusionProvider() {
          @Override
          public String id() {
            return "shy";
          }

          @Override
          public ProviderCapabilities capabilities() {
            return working.capabilities();
          }

          @Override
          public ProviderSession open(ProviderConfig config) throws IOException {
            if (attempts.incrementAndGet() == 1) {
              throw new IOException("no key yet");
            }
            return working.open(config);
          }
        };

    assertThatThrownBy(() -> shared(provider, files.config().build())).hasMessage("no key yet");
    files.assertNothingLeft();
    shared(provider, files.config().build()).close();
    assertThat(attempts).hasValue(2);
  }

  @Test
  void saysWhichProviderHasNoIdOrOpensNoSession() throws IOException {
    FusionConfig config = files.config().build();

    assertThatThrownBy(() -> FusionClient.open(hollow(null), config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(FusionClientTest.class.getName());
    assertThatThrownBy(() -> FusionClient.open(hollow(" "), config))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FusionClient.open(hollow("hollow"), config))
        .isInstanceOf(FusionServiceException.class)
        .hasMessageContaining("provider hollow");
    files.assertNothingLeft();
  }

  /** A provider that was written without checks for null. */
  @SuppressWarnings("NullAway")
  private static FusionProvider hollow(@Nullable String id) {
    return new FusionProvider() {
      @Override
      public String id() {
        return id;
      }

      @Override
      public ProviderCapabilities capabilities() {
        return ScriptedProvider.able();
      }

      @Override
      public ProviderSession open(ProviderConfig config) {
        return null;
      }
    };
  }

  @Test
  void saysWhichSettingIsOutOfRange() {
    FusionConfig.Builder config = FusionConfig.builder();

    assertThatThrownBy(() -> config.maxConcurrent(0))
        .hasMessage("maxConcurrent must be at least 1, not 0");
    assertThatThrownBy(() -> config.maxQueued(-1))
        .hasMessage("maxQueued must be at least 0, not -1");
    assertThatThrownBy(() -> config.maxUploadSide(0))
        .hasMessage("maxUploadSide must be at least 1, not 0");
    assertThatThrownBy(() -> config.closeGrace(Duration.ofMillis(-1)))
        .hasMessage("closeGrace must not be negative");
    FusionConfig fine = config.build();
    assertThatThrownBy(
            () ->
                new FusionConfig(
                    fine.provider(),
                    0,
                    fine.maxQueued(),
                    fine.closeGrace(),
                    fine.maxUploadSide(),
                    fine.reading(),
                    fine.working(),
                    fine.tempFolder(),
                    fine.listener(),
                    fine.journal(),
                    fine.jobs()))
        .hasMessage("maxConcurrent must be at least 1, not 0");
  }

  @Test
  void aConfigurationIsCopiedButForWhatIsSet() {
    FusionConfig config =
        FusionConfig.builder()
            .provider("ark")
            .maxConcurrent(2)
            .maxQueued(3)
            .closeGrace(Duration.ofSeconds(1))
            .maxUploadSide(1024)
            .reading(ReadOptions.DEFAULT.withDamage(DamagePolicy.LENIENT))
            .working(WorkOptions.DEFAULT.withThreads(1))
            .tempFolder(Path.of("elsewhere"))
            .listener(new FusionListener() {})
            .journal(FusionJournal.NONE)
            .jobs(JobStore.NONE)
            .build();

    assertThat(config.toBuilder().build()).isEqualTo(config);
    assertThat(config.toBuilder().maxQueued(4).build())
        .isNotEqualTo(config)
        .returns(4, FusionConfig::maxQueued);
  }

  @Test
  void saysWhatToAddWhereAProviderIsNotThere() {
    assertThatThrownBy(() -> FusionClient.open("ark"))
        .hasMessageContaining("io.github.maskloom:maskloom-ark-provider")
        .hasMessageContaining("META-INF/services")
        .asInstanceOf(type(ProviderNotFoundException.class))
        .returns("ark", ProviderNotFoundException::providerId)
        .extracting(ProviderNotFoundException::found)
        .isEqualTo(List.of("scripted"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ark", "dashscope", "flux", "gemini", "local", "openai"})
  void namesTheArtifactOfAProviderOfThisProject(String id) {
    assertThatThrownBy(() -> FusionClient.open(id))
        .isInstanceOf(ProviderNotFoundException.class)
        .hasMessageContaining("io.github.maskloom:maskloom-" + id + "-provider");
  }

  @Test
  void aMissingProviderIsItsOwnExceptionEverywhere() {
    FusionConfig config = files.config().provider("nope").build();

    assertThatThrownBy(() -> FusionClient.shared(config))
        .isInstanceOf(MaskloomException.class)
        .hasMessageStartingWith("there is no fusion provider nope: add the jar that has it");
    assertThatThrownBy(() -> FusionClient.open(config)).isInstanceOf(MaskloomException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "arc, ark, io.github.maskloom:maskloom-ark-provider",
    "Ark, ark, io.github.maskloom:maskloom-ark-provider",
    "flex, flux, io.github.maskloom:maskloom-flux-provider",
    "gemeni, gemini, io.github.maskloom:maskloom-gemini-provider",
    "open-ai, openai, io.github.maskloom:maskloom-openai-provider",
    "locale, local, io.github.maskloom:maskloom-local-provider",
    "script, scripted, found: scripted"
  })
  void anUnknownIdNamesTheOneThatWasProbablyMeant(String asked, String meant, String advice) {
    assertThatThrownBy(() -> FusionClient.open(asked))
        .isInstanceOf(ProviderNotFoundException.class)
        .hasMessageStartingWith(
            "there is no fusion provider " + asked + ": did you mean " + meant + "?")
        .hasMessageContaining(advice);
  }

  @Test
  void opensTheProviderThatTheConfigurationNames() throws IOException {
    try (FusionClient byConfig = FusionClient.shared(files.config().provider("scripted").build());
        FusionClient byId = FusionClient.open("scripted")) {
      assertThat(byConfig.providerId()).isEqualTo("scripted");
      assertThat(byId.providerId()).isEqualTo("scripted");
    }
  }

  private static FusionClient shared(FusionProvider provider, FusionConfig config)
      throws IOException {
    return SharedClient.acquire(config, () -> FusionClient.open(provider, config));
  }

  @Test
  void anotherProviderStandsInForOneThatIsDown() throws IOException {
    FusionServiceException down = new FusionServiceException("500", REJECTED);
    ScriptedProvider fallback = ScriptedProvider.answering();
    try (FusionClient client = withFallback(failing(down), fallback);
        FusionResult result = taken(client.fuse(files.request().build()))) {
      assertThat(result.primaryFailure()).contains(down);
      assertThat(result.image().width()).isEqualTo(30);
    }

    assertThat(fallback.closed()).isEqualTo(1);
    files.assertNothingLeft();
  }

  @Test
  void nobodyStandsInForWhatThePersonMustMend() throws IOException {
    FusionContentException refused = new FusionContentException("moderated", REJECTED);
    ScriptedProvider fallback = ScriptedProvider.answering();
    try (FusionClient client = withFallback(failing(refused), fallback)) {
      assertThatThrownBy(() -> client.fuse(files.request().build())).isSameAs(refused);
    }

    assertThat(fallback.requests()).isEmpty();
  }

  @Test
  void whereBothFailTheFirstFailureIsThrownWithTheSecond() throws IOException {
    FusionServiceException down = new FusionServiceException("500", REJECTED);
    FusionServiceException downToo = new FusionServiceException("503", REJECTED);
    try (FusionClient client = withFallback(failing(down), failing(downToo))) {
      assertThatThrownBy(() -> client.fuse(files.request().build()))
          .isSameAs(down)
          .hasSuppressedException(downToo);
    }
  }

  @Test
  void aPredicateThatThrowsLeavesTheFirstFailure() throws IOException {
    FusionServiceException down = new FusionServiceException("500", REJECTED);
    IllegalStateException puzzled = new IllegalStateException("which failure is this?");
    ScriptedProvider fallback = ScriptedProvider.answering();
    FusionConfig config = files.config().build();
    try (FusionClient client =
        FusionClient.open(failing(down), config)
            .withFallback(
                FusionClient.open(fallback, config),
                failure -> {
                  throw puzzled;
                })) {
      assertThatThrownBy(() -> client.fuse(files.request().build()))
          .isSameAs(down)
          .hasSuppressedException(puzzled);
    }

    assertThat(fallback.requests()).isEmpty();
  }

  @Test
  void theFirstFailureMayBeThrownAgain() throws IOException {
    FusionServiceException down = new FusionServiceException("500", REJECTED);
    FusionConfig config = files.config().build();
    try (FusionClient rethrowing =
            FusionClient.open(failing(down), config)
                .withFallback(
                    FusionClient.open(ScriptedProvider.answering(), config),
                    failure -> {
                      throw failure;
                    });
        FusionClient failing = withFallback(failing(down), failing(down))) {
      assertThatThrownBy(() -> rethrowing.fuse(files.request().build())).isSameAs(down);
      assertThatThrownBy(() -> failing.fuse(files.request().build())).isSameAs(down);
    }
  }

  private FusionClient withFallback(ScriptedProvider primary, ScriptedProvider fallback)
      throws IOException {
    FusionConfig config = files.config().build();
    return FusionClient.open(primary, config).withFallback(FusionClient.open(fallback, config));
  }

  private static ScriptedProvider failing(FusionException failure) {
    return ScriptedProvider.doing(
        (request, call) -> {
          throw failure;
        });
  }
}

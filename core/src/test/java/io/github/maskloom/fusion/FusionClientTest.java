package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.FusionClient.ProviderNotFoundException;
import io.github.maskloom.fusion.call.SharedClient;
import io.github.maskloom.fusion.spi.FusionProvider;
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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that are opened, shared, and stand in for each other. */
class FusionClientTest extends InFusionFolder {
  private static FusionClient shared(FusionProvider provider, FusionConfig config)
      throws IOException {
    return SharedClient.acquire(config, () -> FusionClient.open(provider, config));
  }

  @Test
  void allWhoAskForTheSameGetOneClient() throws Exception {
    ScriptedProvider provider = ScriptedProvider.answering();
    ExecutorService threads = Executors.newFixedThreadPool(64);
    List<FusionClient> clients = new ArrayList<>();
    try {
      Callable<FusionClient> asks = () -> shared(provider, files.config().build());
      for (Future<FusionClient> client : threads.invokeAll(Collections.nCopies(64, asks))) {
        clients.add(client.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(provider.opened()).isEqualTo(1);
    clients.subList(1, 64).forEach(FusionClient::close);
    clients.subList(1, 64).forEach(FusionClient::close);
    assertThat(failure(clients.get(1), request().build()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the client is closed");
    assertThat(provider.closed()).isZero();
    FusionClient last = clients.get(0);
    last.fuse(files.request().build()).discard();
    last.close();
    last.close();
    assertThat(provider.closed()).isEqualTo(1);
    assertThat(failure(last, request().build())).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void configurationsThatNameTheSameJournalShareOneClient() throws IOException {
    ScriptedProvider provider = ScriptedProvider.answering();
    Path journal = folder.resolve("calls.jsonl");
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
  void anotherClientIsOpenedForAnotherConfigurationAndAfterTheLastClose() throws IOException {
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
  }

  @Test
  void aClientThatFailedToOpenIsNotRemembered() throws IOException {
    AtomicInteger attempts = new AtomicInteger();
    FusionProvider provider =
        provider(
            "shy",
            config -> {
              if (attempts.incrementAndGet() == 1) {
                throw new IOException("no key yet");
              }
              return ScriptedProvider.answering().open(config);
            });

    assertThatThrownBy(() -> shared(provider, files.config().build())).hasMessage("no key yet");
    files.assertNothingLeft();
    shared(provider, files.config().build()).close();
    assertThat(attempts).hasValue(2);
  }

  @Test
  @SuppressWarnings("NullAway") // What a provider does that was written without checks for null.
  void aProviderThatHasNoIdOrOpensNoSessionIsNamed() throws IOException {
    FusionConfig config = files.config().build();

    assertThatThrownBy(() -> FusionClient.open(provider(null, any -> null), config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(FusionClientTest.class.getName());
    assertThatThrownBy(() -> FusionClient.open(provider(" ", any -> null), config))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FusionClient.open(provider("hollow", any -> null), config))
        .isInstanceOf(FusionServiceException.class)
        .hasMessageContaining("provider hollow");
  }

  private interface Opening {
    ProviderSession open(ProviderConfig config) throws IOException;
  }

  @SuppressWarnings("NullAway")
  private static FusionProvider provider(@Nullable String id, Opening opening) {
    return new ScriptedProvider(id, ScriptedProvider.able(), (request, call) -> null) {
      @Override
      public ProviderSession open(ProviderConfig config) throws IOException {
        return opening.open(config);
      }
    };
  }

  @Test
  void aSettingThatIsOutOfRangeIsNamed() {
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
                    fine.labeled(),
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
  void whereAProviderIsNotThereItIsSaidWhatToAdd() {
    assertThatThrownBy(() -> FusionClient.open("ark"))
        .hasMessageContaining("io.github.maskloom:maskloom-ark-provider")
        .hasMessageContaining("META-INF/services")
        .asInstanceOf(type(ProviderNotFoundException.class))
        .returns("ark", ProviderNotFoundException::providerId)
        .extracting(ProviderNotFoundException::found)
        .isEqualTo(List.of("scripted"));
  }

  @Test
  void aMissingProviderIsItsOwnExceptionEverywhere() {
    FusionConfig config = files.config().provider("nope").build();

    assertThatThrownBy(() -> FusionClient.shared(config))
        .isInstanceOf(MaskloomException.class)
        .hasMessageStartingWith("there is no fusion provider nope: add the jar that has it");
    assertThatThrownBy(() -> FusionClient.open(config)).isInstanceOf(MaskloomException.class);
    assertThatThrownBy(() -> FusionClient.open("sd-server"))
        .hasMessageContaining("io.github.maskloom:maskloom-openai-provider");
    assertThatThrownBy(() -> FusionClient.open("red"))
        .hasMessageContaining("add the dependency io.github.maskloom:maskloom-testing (");
    assertThatThrownBy(() -> FusionClient.open(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a provider has an id, such as local, but this is blank");
  }

  @ParameterizedTest
  @CsvSource({
    "arc, ark, io.github.maskloom:maskloom-ark-provider",
    "Ark, ark, io.github.maskloom:maskloom-ark-provider",
    "dashscop, dashscope, io.github.maskloom:maskloom-dashscope-provider",
    "ideogramm, ideogram, io.github.maskloom:maskloom-ideogram-provider",
    "flex, flux, io.github.maskloom:maskloom-flux-provider",
    "fall, fal, io.github.maskloom:maskloom-fal-provider",
    "gemeni, gemini, io.github.maskloom:maskloom-gemini-provider",
    "open-ai, openai, io.github.maskloom:maskloom-openai-provider",
    "locale, local, io.github.maskloom:maskloom-local-provider",
    "script, scripted, found: scripted",
    "scripted-to, scripted-too, found: scripted",
    "sd-sever, sd-server, io.github.maskloom:maskloom-openai-provider"
  })
  void anUnknownIdNamesTheOneThatWasProbablyMeant(String asked, String meant, String advice) {
    assertThatThrownBy(() -> FusionClient.open(asked))
        .isInstanceOf(ProviderNotFoundException.class)
        .hasMessageStartingWith(
            "there is no fusion provider " + asked + ": did you mean " + meant + "?")
        .hasMessageContaining(advice);
  }

  @Test
  void theProviderThatTheConfigurationNamesIsOpened() throws IOException {
    try (FusionClient byConfig = FusionClient.shared(files.config().provider("scripted").build());
        FusionClient byAlias = FusionClient.open("scripted-too");
        FusionClient byId = FusionClient.open("scripted")) {
      assertThat(byAlias.providerId()).isEqualTo("scripted");
      assertThat(byConfig.providerId()).isEqualTo("scripted");
      assertThat(byId.providerId()).isEqualTo("scripted");
    }
  }
}

package io.github.maskloom.examples.cli;

import io.github.maskloom.http.model.ListedModel;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** {@code maskloom models}: the models that a key may use. */
final class ModelsCommand implements Command {
  private final Option<String> provider =
      Option.required(
              "--provider",
              "ID",
              text -> text,
              "Whose: ark, with the key in ARK_API_KEY; openai, with the key in OPENAI_API_KEY;"
                  + " gemini, with the key in GEMINI_API_KEY; sd-server, flux and dashscope, without"
                  + " a key.")
          .choices(ProviderSettings.SERVICES.toArray(String[]::new));
  private final Option<URI> baseUrl =
      Option.absent(
          "--base-url",
          "URL",
          OptionValues::url,
          "Where the service is (Volcengine, Beijing; api.openai.com; Google; api.bfl.ai; Beijing;"
              + " port 1234 of this machine).");

  @Override
  public String name() {
    return "models";
  }

  @Override
  public String summary() {
    return "List the models of a service that a key may use; nothing is billed.";
  }

  @Override
  public String example() {
    return "maskloom models --provider ark";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(provider, baseUrl);
  }

  @Override
  public Optional<String> conflict() {
    return ProviderSettings.SERVICES.contains(provider.value())
        ? Optional.empty()
        : Optional.of(
            "--provider is one of "
                + String.join(", ", ProviderSettings.SERVICES)
                + " here"
                + Near.asked(provider.value(), ProviderSettings.SERVICES));
  }

  @Override
  public void run(Streams streams) throws IOException {
    PrintStream out = streams.out();
    for (ListedModel model : new ProviderSettings(provider.value()).models(baseUrl)) {
      out.println(model.id() + model.status().map(status -> ": " + status).orElse(""));
    }
  }
}

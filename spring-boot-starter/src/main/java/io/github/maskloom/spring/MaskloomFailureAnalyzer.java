package io.github.maskloom.spring;

import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.fusion.FusionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the application does not start, and what to set. Spring makes it by its name. */
final class MaskloomFailureAnalyzer extends AbstractFailureAnalyzer<MaskloomException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, MaskloomException cause) {
    String action =
        cause instanceof Setup.RefusedException refused
            ? refused.action()
            : cause instanceof FusionException call
                ? "Set maskloom.fusion.%s.api-key, or another provider."
                    .formatted(call.failure().provider())
                : "Look at maskloom.fusion.provider, and at the jar of the provider that it names."
                    + " Without maskloom.fusion.provider it is the local preview.";
    return new FailureAnalysis(cause.getMessage(), action, cause);
  }
}

package io.github.maskloom.examples.studio;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence why the studio does not start. Spring makes it by its name. */
final class DataFolderAnalyzer extends AbstractFailureAnalyzer<DataFolder.RefusedException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, DataFolder.RefusedException cause) {
    return new FailureAnalysis(
        cause.getMessage(), "For example: --studio.folder=/var/lib/maskloom-studio", cause);
  }
}

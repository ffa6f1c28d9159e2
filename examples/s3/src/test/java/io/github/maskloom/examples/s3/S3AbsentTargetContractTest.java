package io.github.maskloom.examples.s3;

/** Objects that stay what they are. */
class S3AbsentTargetContractTest extends S3TargetContractTest {
  @Override
  ObjectOptions options() {
    return super.options().withOnlyIfAbsent(true);
  }

  @Override
  protected boolean replaces() {
    return false;
  }
}

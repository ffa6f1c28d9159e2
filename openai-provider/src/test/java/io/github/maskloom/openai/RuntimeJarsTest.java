package io.github.maskloom.openai;

import io.github.maskloom.testing.RuntimeJarsContract;

class RuntimeJarsTest extends RuntimeJarsContract {}

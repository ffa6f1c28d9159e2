package io.github.maskloom.ark;

import io.github.maskloom.testing.RuntimeJarsContract;

class RuntimeJarsTest extends RuntimeJarsContract {}

package io.github.maskloom.openai;

import io.github.maskloom.raster.testing.internal.RuntimeJarsContract;

class RuntimeJarsTest extends RuntimeJarsContract {}

package io.github.maskloom.openai;

import io.github.maskloom.raster.testing.RuntimeJarsContract;

class RuntimeJarsTest extends RuntimeJarsContract {}

package io.github.maskloom.gemini;

import io.github.maskloom.raster.testing.RuntimeJarsContract;

class RuntimeJarsTest extends RuntimeJarsContract {}

package io.github.maskloom.ark;

import io.github.maskloom.raster.testing.RuntimeJarsContract;

class RuntimeJarsTest extends RuntimeJarsContract {}

package io.github.maskloom.ark;

import io.github.maskloom.raster.testing.internal.RuntimeJarsContract;

class RuntimeJarsTest extends RuntimeJarsContract {}

package io.github.maskloom.fal;

import io.github.maskloom.raster.testing.internal.RuntimeJarsContract;

class RuntimeJarsTest extends RuntimeJarsContract {}

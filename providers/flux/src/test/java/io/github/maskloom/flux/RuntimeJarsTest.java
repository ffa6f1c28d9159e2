package io.github.maskloom.flux;

import io.github.maskloom.raster.testing.RuntimeJarsContract;

class RuntimeJarsTest extends RuntimeJarsContract {}

package io.github.maskloom.ideogram;

import io.github.maskloom.raster.testing.internal.RuntimeJarsContract;

class RuntimeJarsTest extends RuntimeJarsContract {}

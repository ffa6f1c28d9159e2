package io.github.maskloom.dashscope;

import io.github.maskloom.raster.testing.internal.RuntimeJarsContract;

class RuntimeJarsTest extends RuntimeJarsContract {}

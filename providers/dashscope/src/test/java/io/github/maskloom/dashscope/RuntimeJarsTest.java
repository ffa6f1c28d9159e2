package io.github.maskloom.dashscope;

import io.github.maskloom.raster.testing.RuntimeJarsContract;

class RuntimeJarsTest extends RuntimeJarsContract {}

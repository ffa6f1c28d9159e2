package io.github.maskloom.dashscope;

import io.github.maskloom.raster.testing.PublicApiContract;

class PublicApiTest extends PublicApiContract {}

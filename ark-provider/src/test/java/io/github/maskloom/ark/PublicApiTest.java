package io.github.maskloom.ark;

import io.github.maskloom.raster.testing.PublicApiContract;

class PublicApiTest extends PublicApiContract {}

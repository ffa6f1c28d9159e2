package io.github.maskloom.flux;

import io.github.maskloom.raster.testing.PublicApiContract;

class PublicApiTest extends PublicApiContract {}

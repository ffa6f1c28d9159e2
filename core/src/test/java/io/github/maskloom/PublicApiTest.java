package io.github.maskloom;

import io.github.maskloom.raster.testing.PublicApiContract;

class PublicApiTest extends PublicApiContract {}

package io.github.maskloom.fal;

import io.github.maskloom.raster.testing.internal.PublicApiContract;

class PublicApiTest extends PublicApiContract {}

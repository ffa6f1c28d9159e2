package io.github.maskloom.ark;

import io.github.maskloom.raster.testing.internal.PublicApiContract;

class PublicApiTest extends PublicApiContract {}

package io.github.maskloom.local;

import io.github.maskloom.raster.testing.internal.PublicApiContract;

class PublicApiTest extends PublicApiContract {}

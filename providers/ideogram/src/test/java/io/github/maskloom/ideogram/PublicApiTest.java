package io.github.maskloom.ideogram;

import io.github.maskloom.raster.testing.internal.PublicApiContract;

class PublicApiTest extends PublicApiContract {}

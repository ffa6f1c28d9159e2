package io.github.maskloom.openai;

import io.github.maskloom.raster.testing.PublicApiContract;

class PublicApiTest extends PublicApiContract {}

package io.github.maskloom.http;

import io.github.maskloom.raster.testing.internal.PublicApiContract;

class PublicApiTest extends PublicApiContract {}

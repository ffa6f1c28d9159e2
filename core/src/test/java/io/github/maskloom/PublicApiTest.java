package io.github.maskloom;

import io.github.maskloom.testing.PublicApiContract;

class PublicApiTest extends PublicApiContract {}

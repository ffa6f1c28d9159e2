package io.github.maskloom.ark;

import io.github.maskloom.testing.PublicApiContract;

class PublicApiTest extends PublicApiContract {}

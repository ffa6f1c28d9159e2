package io.github.maskloom.openai;

import io.github.maskloom.testing.PublicApiContract;

class PublicApiTest extends PublicApiContract {}

package io.github.maskloom.http;

import io.github.maskloom.testing.PublicApiContract;

class PublicApiTest extends PublicApiContract {}

package io.github.maskloom.fusion.spi;

/** See {@link ProviderConfig#NONE}. */
record UnsetConfig() implements ProviderConfig {}
